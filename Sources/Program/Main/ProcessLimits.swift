import Foundation
import Text

/// What a process is held to from its first moment on.
enum ProcessLimits {
  /// A crash ends the process and tells nothing: its memory holds secrets, so it is neither printed nor written to a file.
  /// As many files as the system allows may be open.
  static func set() {
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV] { signal(number, SIG_DFL) }
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    var files = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return }
    files.rlim_cur = files.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
  }
}

/// No more files can be opened: whatever else seems to be missing is there.
public struct OutOfDescriptors: Fault {
  /// Nil while files can be opened.
  public init?() {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard descriptor < 0, errno == EMFILE || errno == ENFILE else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
  }

  public var code: String { "too_many_open_files" }
  public var kind: FaultKind { .environment }
  public var message: Bilingual {
    Bilingual(
      zh: "打开的文件已达上限，请调高限制（ulimit -n）或减少连接",
      en: "too many open files: raise the limit (ulimit -n) or use fewer connections")
  }
}

extension OutOfDescriptors {
  /// As many as a program takes before it has done anything: the libraries that it stands on end the process where one of
  /// theirs cannot be opened.
  private static let fewest = 64

  /// Throws where fewer than a program needs are left.
  static func requireSome() throws(OutOfDescriptors) {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    for _ in 0..<fewest {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor < 0, let fault = OutOfDescriptors() { throw fault }
      if descriptor >= 0 { opened.append(descriptor) }
    }
  }
}
