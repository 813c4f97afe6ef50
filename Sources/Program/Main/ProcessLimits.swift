import Foundation
import Text

/// The limits that a process sets itself at its start.
enum ProcessLimits {
  /// Makes a crash end the process without any output: its memory holds secrets, so it is neither printed nor written
  /// to a file. Raises the number of open files to the system's maximum.
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

/// No more files can be opened: other faults about missing files would be misleading.
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
  /// The number of descriptors that a program needs before any work: its libraries end the process if one of their
  /// files cannot be opened.
  private static let fewest = 64

  /// Throws if fewer descriptors are left than a program needs.
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
