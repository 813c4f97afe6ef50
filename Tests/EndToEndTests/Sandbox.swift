import Foundation
import TestFixtures
import Testing

/// A folder of its own with a database, secrets and a state folder, and the real programs run in it.
final class ProgramSandbox: Sendable {
  private let ownFolder: TemporaryFolder
  var folder: String { ownFolder.path }

  static let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

  init() throws { ownFolder = try TemporaryFolder() }

  var database: String { folder + "/chaka.sqlite" }
  var secrets: String { folder + "/secrets" }
  /// Where operators come to a service of this folder.
  var socket: String { folder + "/operators.sock" }

  func file(_ name: String, _ text: String) throws -> String { try ownFolder.write(text, to: name) }

  /// The output of a program and its exit status.
  struct Ended: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// The value at a path of keys of the JSON document on standard output.
    func value(_ path: String...) throws -> Any? { try Self.value(output, path) }

    /// The code of the error in JSON on standard error.
    var code: String? { try? Self.value(errors, ["error", "code"]) as? String }

    func fact(_ name: String) throws -> Any? { try Self.value(errors, ["error", "facts", name]) }

    private static func value(_ text: String, _ path: [String]) throws -> Any? {
      var value: Any? = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      for key in path { value = (value as? [String: Any])?[key] }
      return value
    }
  }

  /// Runs a line of the shell to its end.
  func shell(_ line: String) throws -> Ended {
    let name = UUID().uuidString
    let process = try process("", ["-c", line], name: name)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    try process.run()
    process.waitUntilExit()
    return Ended(status: process.terminationStatus, output: text(name + ".out"), errors: text(name + ".err"))
  }

  func process(_ program: String, _ arguments: [String], environment: [String: String] = [:], name: String) throws
    -> Process
  {
    let process = Process()
    process.executableURL = Self.programs.appendingPathComponent(program)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder, "CHAKA_DATABASE": database, "CHAKA_SECRETS": secrets,
      "XDG_STATE_HOME": folder + "/state", "LANG": "en_US.UTF-8",
    ].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle("\(name).out")
    process.standardError = try handle("\(name).err")
    return process
  }

  private func handle(_ name: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/" + name))
  }

  func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self)
  }

  /// Runs a program to its end, with JSON output.
  @discardableResult
  func run(_ program: String, _ arguments: String..., now: String? = nil, environment: [String: String] = [:]) throws
    -> Ended
  {
    try run(program, arguments, now: now, environment: environment)
  }

  func run(_ program: String, _ arguments: [String], now: String? = nil, environment: [String: String] = [:]) throws
    -> Ended
  {
    let name = UUID().uuidString
    let all = arguments + ["--format", "json"] + (now.map { ["--now", $0] } ?? [])
    let process = try process(program, all, environment: environment, name: name)
    try process.run()
    process.waitUntilExit()
    return Ended(status: process.terminationStatus, output: text(name + ".out"), errors: text(name + ".err"))
  }

  /// Runs a long program on a thread of its own: the threads that tests share are few.
  func runApart(_ program: String, _ arguments: [String]) async throws -> Ended {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try self.run(program, arguments) }) }
    }
  }

  func admin(_ commands: String..., now: String? = nil) throws -> Ended {
    try run("chaka-admin", commands.flatMap { ["-c", $0] }, now: now)
  }

  /// The newest SMS code of a phone.
  func code(_ phone: String, now: String) throws -> String {
    let ended = try run("chaka", "phone", "--phone", phone, now: now)
    let messages = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]] ?? []
    return try #require(messages.compactMap { $0["code"] as? String }.last)
  }
}
