import Foundation
import Text

/// Another program in the same folder as this one, behind all symbolic links.
public struct NeighbourProgram: Sendable {
  public let path: String

  /// Nil if there is no executable file of that name.
  public init?(_ name: String) {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    path = own.deletingLastPathComponent().appendingPathComponent(name).path
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
  }

  /// A program of the system's, by its full path.
  public init(path: String) { self.path = path }

  /// Turns the process into that program, with the same environment and open files, so that signals and the exit status
  /// need not be passed on. Returns only by throwing `NeighbourFault`.
  public func replaceThisProcess(arguments: [String]) throws(NeighbourFault) -> Never {
    // A thread of a pool blocks signals, which would never reach the other program.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    execv(path, &pointers)
    let number = errno
    for pointer in pointers { free(pointer) }
    throw NeighbourFault(program: path, number: number)
  }
}

/// The other program could not be started.
public struct NeighbourFault: Fault {
  public let program: String
  /// The system's error number (errno).
  public let number: Int32

  public var code: String { "program_not_started" }
  public var kind: FaultKind { .environment }
  public var facts: [JSONValue.Member] {
    [.init("program", .string(program)), .init("error", .integer(Int64(number)))]
  }
  public var message: Bilingual {
    Bilingual(zh: "无法启动 \(program)（错误号 \(number)）", en: "cannot start \(program) (error \(number))")
  }
}
