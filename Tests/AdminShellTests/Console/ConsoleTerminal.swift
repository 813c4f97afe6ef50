import Foundation
import TestTerminal
import Testing

@testable import AdminShell

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
