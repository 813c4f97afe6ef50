import Foundation
import Testing

@testable import AdminShell

/// The program on a real terminal, which `script` (util-linux) makes.
final class Terminal {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var seen = Data()
  private var all = Data()
  /// Whether the screen was cleared or the cursor moved.
  private(set) var hasSteered = false

  /// Where the terminal's name and the program's process number are written.
  private let facts: String

  init(_ command: String, facts: String, environment: [String: String]) throws {
    self.facts = facts
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = ["-qefc", "echo $$ $(tty) > \(facts); \(command)", "/dev/null"]
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  func type(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Reads until a text has come, and forgets all up to it. Type only after a prompt: before it the terminal is not
  /// Readline's yet.
  func expect(_ text: String) -> Bool { expect(oneOf: [text]) != nil }

  /// The one that has come first; nil where none comes.
  func expect(oneOf texts: [String]) -> String? {
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
  func answers(_ line: String, _ texts: String...) -> Bool {
    type(line + "\r")
    return texts.allSatisfy(expect)
  }

  /// How long a slow machine may take, seconds.
  private static let patience: TimeInterval = 60

  /// Whether a text was among all that has come so far.
  func hasShown(_ text: String) -> Bool { all.range(of: Data(text.utf8)) != nil }

  /// Nil if it does not end.
  func status() -> Int32? {
    let end = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning, Date() < end { usleep(20_000) }
    return process.isRunning ? nil : process.terminationStatus
  }

  /// Ends the program as nothing can be ended more suddenly. Only after its first prompt.
  func kill() throws {
    let number = try #require(fact(0).flatMap { Int32($0) })
    #expect(Foundation.kill(number, SIGKILL) == 0 && status() != nil)
  }

  /// Only after the first prompt.
  func resize(columns: UInt16) throws {
    let terminal = open(try #require(fact(1)), O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(terminal) }
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
  }

  private func fact(_ number: Int) -> String? {
    let text = try? String(contentsOfFile: facts, encoding: .utf8)
    return text?.split(whereSeparator: \.isWhitespace).dropFirst(number).first.map(String.init)
  }

  /// The terminal goes away under the program.
  func hangUp() {
    process.terminate()
    process.waitUntilExit()
  }

  deinit { if process.isRunning { process.terminate() } }
}

extension Scripting {
  /// The console on this sandbox.
  func terminal(
    _ locale: String = "C.UTF-8", _ arguments: String = "", at time: String = "2021-12-02", columns: Int = 80,
    environment: [String: String] = [:]
  ) throws -> Terminal {
    let near = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let folders = Bundle.allBundles.map(\.bundleURL).map { $0.deletingLastPathComponent() } + [near]
    let path = try #require(
      folders.map { $0.appendingPathComponent("chaka-admin").path }.first(where: FileManager.default.isExecutableFile))
    let options = "--database \(folder)/chaka.sqlite --secrets \(folder)/secrets --now \(time)"
    let usual = ["LC_ALL": locale, "TERM": "xterm", "NO_COLOR": "1", "HOME": folder, "PATH": "/usr/bin:/bin"]
    return try Terminal(
      "stty rows 24 cols \(columns); exec \(path) \(options) \(arguments)", facts: "\(folder)/terminal-\(UUID())",
      environment: usual.merging(environment) { $1 })
  }

  /// An operator's console, at its first prompt, on a revision.
  func console(
    as name: String, on revision: Int = 0, at time: String = "2021-12-02", columns: Int = 80,
    environment: [String: String] = [:]
  ) throws -> Terminal {
    let terminal = try terminal("C.UTF-8", "--as \(name)", at: time, columns: columns, environment: environment)
    #expect(terminal.expect("chaka \(revision)"))
    #expect(terminal.expect("> "))
    return terminal
  }
}
