import Foundation

/// The program on a real terminal, which `script` (util-linux) makes.
public final class Terminal {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var seen = Data()
  private var all = Data()
  /// Whether the screen was cleared or the cursor moved.
  public private(set) var hasSteered = false

  /// The path of the file with the terminal's name and the program's process number.
  private let facts: String

  public init(_ command: String, facts: String, environment: [String: String]) throws {
    self.facts = facts
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = ["-qefc", "echo $$ $(tty) > \(facts); \(command)", "/dev/null"]
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  public func type(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Reads until a text has come, and forgets everything up to it. Type only after a prompt: before that the terminal
  /// is not Readline's yet.
  public func expect(_ text: String) -> Bool { expect(oneOf: [text]) != nil }

  /// Reads until one of the texts has come, and gives it; nil if none comes.
  public func expect(oneOf texts: [String]) -> String? {
    let end = Date(timeIntervalSinceNow: Self.patience)
    while Date() < end {
      let found = texts.compactMap { text in seen.range(of: Data(text.utf8)).map { (text, $0) } }
      if let (text, range) = found.min(by: { $0.1.lowerBound < $1.1.lowerBound }) {
        seen = seen.subdata(in: range.upperBound..<seen.count)
        return text
      }
      var request = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 100) > 0 else { continue }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      seen += more
      all += more
      hasSteered = hasSteered || more.range(of: Data("\u{1b}[H".utf8)) != nil
    }
    return nil
  }

  /// Types a line and reads until each of the texts has come, one after the other: the last of them a prompt.
  public func answers(_ line: String, _ texts: String...) -> Bool {
    type(line + "\r")
    return texts.allSatisfy(expect)
  }

  /// The seconds that a slow machine may take.
  private static let patience: TimeInterval = 60

  /// Whether a text is in the output so far.
  public func hasShown(_ text: String) -> Bool { all.range(of: Data(text.utf8)) != nil }

  /// The exit status; nil if the program does not end.
  public func status() -> Int32? {
    let end = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning, Date() < end { usleep(20_000) }
    return process.isRunning ? nil : process.terminationStatus
  }

  /// Kills the program (SIGKILL). Only after its first prompt.
  public func kill() throws {
    guard Foundation.kill(try program, SIGKILL) == 0, status() != nil else { throw NotEnded() }
  }

  /// Changes the terminal's width. Only after the first prompt.
  public func resize(columns: UInt16) throws {
    guard let terminal = fact(1).map({ open($0, O_RDWR | O_NOCTTY | O_CLOEXEC) }), terminal >= 0 else {
      throw NoFacts()
    }
    defer { close(terminal) }
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw NoFacts() }
  }

  /// Reads until the program has turned the echo off; false if it does not.
  public func isHidden() -> Bool {
    guard let terminal = fact(1).map({ open($0, O_RDWR | O_NOCTTY | O_CLOEXEC) }), terminal >= 0 else { return false }
    defer { close(terminal) }
    let end = Date(timeIntervalSinceNow: Self.patience)
    var settings = termios()
    while Date() < end {
      if tcgetattr(terminal, &settings) == 0, settings.c_lflag & tcflag_t(ECHO) == 0 { return true }
      usleep(20_000)
    }
    return false
  }

  /// The process that the terminal was made for.
  private var program: Int32 {
    get throws {
      guard let number = fact(0).flatMap({ Int32($0) }) else { throw NoFacts() }
      return number
    }
  }

  /// The program has not written its process number and terminal yet.
  struct NoFacts: Error {}
  struct NotEnded: Error {}

  private func fact(_ number: Int) -> String? {
    let text = try? String(contentsOfFile: facts, encoding: .utf8)
    return text?.split(whereSeparator: \.isWhitespace).dropFirst(number).first.map(String.init)
  }

  /// Takes the terminal away from the program.
  public func hangUp() {
    process.terminate()
    process.waitUntilExit()
  }

  deinit { if process.isRunning { process.terminate() } }
}
