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

  init(_ command: String, environment: [String: String]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = ["-qefc", command, "/dev/null"]
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  func type(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Reads until a text has come, and forgets all up to it. Type only after a prompt: before it the terminal is not
  /// Readline's yet.
  func expect(_ text: String) -> Bool {
    let end = Date(timeIntervalSinceNow: 20)
    while Date() < end {
      if let range = seen.range(of: Data(text.utf8)) {
        seen = seen.subdata(in: range.upperBound..<seen.count)
        return true
      }
      var request = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 100) > 0 else { continue }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return false }
      seen += more
      all += more
      hasSteered = hasSteered || more.range(of: Data("\u{1b}[H".utf8)) != nil
    }
    return false
  }

  /// Whether a text was among all that has come so far.
  func hasShown(_ text: String) -> Bool { all.range(of: Data(text.utf8)) != nil }

  /// Nil if it does not end.
  func status() -> Int32? {
    let end = Date(timeIntervalSinceNow: 20)
    while process.isRunning, Date() < end { usleep(20_000) }
    return process.isRunning ? nil : process.terminationStatus
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
    _ locale: String = "C.UTF-8", _ arguments: String = "", columns: Int = 80, environment: [String: String] = [:]
  ) throws -> Terminal {
    let near = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let folders = Bundle.allBundles.map(\.bundleURL).map { $0.deletingLastPathComponent() } + [near]
    let path = try #require(
      folders.map { $0.appendingPathComponent("chaka-admin").path }.first(where: FileManager.default.isExecutableFile))
    let options = "--database \(folder)/chaka.sqlite --secrets \(folder)/secrets --now 2021-12-02"
    let usual = ["LC_ALL": locale, "TERM": "xterm", "NO_COLOR": "1", "HOME": folder, "PATH": "/usr/bin:/bin"]
    return try Terminal(
      "stty rows 24 cols \(columns); exec \(path) \(options) \(arguments)",
      environment: usual.merging(environment) { $1 })
  }
}
