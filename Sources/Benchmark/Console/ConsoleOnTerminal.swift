import Foundation
import Program
import Store
import Text

/// `chaka-admin`, which lies beside this program, on a pseudo-terminal of its own.
struct ConsoleOnTerminal {
  private let location: StoreLocation
  /// The value of `POSIX_SPAWN_SETSID`, which is hidden from Swift.
  private static let newSession: Int16 = 0x80

  init(_ location: StoreLocation) { self.location = location }

  /// The time from the start of the process to its prompt, in nanoseconds.
  func timeToPrompt() throws -> Double {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { throw ConsoleGone() }
    defer { close(terminal) }
    let start = Stopwatch.wall
    let process = try spawn(on: try Self.name(of: terminal))
    defer {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    try waitForPrompt(terminal)
    return Double(Stopwatch.wall - start)
  }

  /// The terminal's name by Linux' own call (ioctl_tty(2)): the C library's is hidden from Swift behind a feature
  /// macro.
  private static func name(of terminal: Int32) throws -> String {
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    guard ioctl(terminal, setLock, &isLocked) == 0, ioctl(terminal, getNumber, &number) == 0 else {
      throw ConsoleGone()
    }
    return "/dev/pts/\(number)"
  }

  /// Starts the program in a session of its own, whose first terminal becomes its controlling one.
  private func spawn(on terminal: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    for descriptor in [1, 2] as [Int32] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    guard let program = NeighbourProgram("chaka-admin") else { throw ConsoleGone() }
    let arguments = [
      program.path, "--database", location.path, "--secrets", location.secrets, "--language", "en",
    ]
    let environment = ["PATH=/usr/bin:/bin", "TERM=xterm", "LC_ALL=C.UTF-8", "HOME=\(location.secrets)"]
    var process: pid_t = 0
    let status = Self.withPointers(arguments) { arguments in
      Self.withPointers(environment) { posix_spawn(&process, arguments[0]!, &actions, &attributes, arguments, $0) }
    }
    guard status == 0 else { throw ConsoleGone() }
    return process
  }

  private static func withPointers<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }

  private func waitForPrompt(_ terminal: Int32) throws {
    var seen: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !seen.ends(with: Array("> ".utf8)) {
      var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 10_000) > 0 else { throw ConsoleGone() }
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { throw ConsoleGone() }
      seen += buffer[..<count]
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}

/// The console to be measured is missing, or prints nothing.
struct ConsoleGone: Fault {
  var code: String { "console_gone" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(zh: "无法在伪终端上启动 chaka-admin", en: "chaka-admin could not be started on a pseudo-terminal")
  }
}
