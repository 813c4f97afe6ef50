import Foundation
import Store

/// This very program in one part of the benchmark. The process ends with this object, or with the process of this
/// object.
final class FreshProcess {
  private let process = Process()
  private let lifeline = Pipe()
  private let told: String

  init(
    _ part: FreshPart, at location: StoreLocation, in workplace: Workplace, name: String, people: [FreshPerson],
    commits: Int
  ) throws {
    told = "\(workplace.path)/\(name).told"
    let list = "\(workplace.path)/\(name).people"
    for (path, text) in [(told, ""), (list, people.map(\.line).joined(separator: "\n"))] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "part", part.rawValue, "--people", list, "--commits", "\(commits)", "--database", location.path,
      "--secrets", location.secrets,
    ]
    process.standardInput = lifeline
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: told))
    try process.run()
    workplace.accompany(process.processIdentifier)
  }

  deinit { stop(within: 0) }

  private var text: String { String(decoding: FileManager.default.contents(atPath: told) ?? Data(), as: UTF8.self) }

  /// The events reported so far, whole lines only.
  var events: [FreshEvent] { text.split(separator: "\n").compactMap { FreshEvent(line: $0) } }

  /// Waits until the process is ready. Throws if it ends, or the time is over, before that.
  func waitUntilReady(by deadline: Int64) throws {
    while !text.hasPrefix("ready\n") {
      guard process.isRunning, Stopwatch.wall < deadline else { throw EngineGone() }
      usleep(5_000)
    }
  }

  func begin() throws { try lifeline.fileHandleForWriting.write(contentsOf: Data([1])) }

  /// Whether the process ended by itself in time.
  func waitUntilOver(by deadline: Int64) -> Bool {
    while process.isRunning, Stopwatch.wall < deadline { usleep(5_000) }
    return !process.isRunning
  }

  /// Ends the process after its work in progress, or after `seconds` anyway.
  func stop(within seconds: Int64) {
    try? lifeline.fileHandleForWriting.close()
    guard !waitUntilOver(by: Stopwatch.wall + seconds * 1_000_000_000) else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
