import Foundation
import Store

/// This very program in one part of a benchmark. The process ends with this object, or with the process of this object.
final class PartProcess {
  private let process = Process()
  private let lifeline = Pipe()
  private let told: String

  /// Starts the process. With `processors` it may use these and no others, from its first thread on.
  init(
    _ part: BenchPart, _ order: PartOrder, in workplace: Workplace, name: String, processors: [Int]? = nil
  ) throws {
    told = "\(workplace.path)/\(name).told"
    try Data().write(to: URL(fileURLWithPath: told))
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let arguments = ["part", part.rawValue] + order.arguments
    if let processors {
      process.executableURL = URL(fileURLWithPath: Processors.limiter)
      process.arguments = ["-c", processors.map(String.init).joined(separator: ","), program.path] + arguments
    } else {
      process.executableURL = program
      process.arguments = arguments
    }
    process.standardInput = lifeline
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: told))
    try process.run()
    workplace.accompany(process.processIdentifier)
  }

  deinit { stop(within: 0) }

  private var text: String { String(decoding: FileManager.default.contents(atPath: told) ?? Data(), as: UTF8.self) }

  /// The lines told so far, whole ones only.
  var lines: [Substring] {
    let text = text
    let lines = text.split(separator: "\n")
    return text.hasSuffix("\n") ? lines : Array(lines.dropLast())
  }

  /// The operating system's account of the process.
  var account: ChildProcess { ChildProcess(identifier: process.processIdentifier) }

  /// Waits until the process is ready. Throws if it ends, or the time is over, before that.
  func waitUntilReady(by deadline: Int64) throws {
    try wait(by: deadline) { $0.contains { $0 == ParentSignal.isReady } }
  }

  /// Waits until the lines told so far are enough. Throws if the process ends, or the time is over, before that.
  func wait(by deadline: Int64, until isEnough: ([Substring]) -> Bool) throws {
    while !isEnough(lines) {
      // What it told last is read once more after its end.
      guard process.isRunning || isEnough(lines), Stopwatch.wall < deadline else { throw EngineGone() }
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

/// The processors of the machine that this process may use.
enum Processors {
  /// The program that starts another on some processors only (taskset(1)); it becomes that program.
  static let limiter = "/usr/bin/taskset"

  static var isLimitable: Bool { FileManager.default.isExecutableFile(atPath: limiter) }

  /// Their numbers, in order (proc_pid_status(5), `Cpus_allowed_list`).
  static var usable: [Int] {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    let ranges = line?.split(whereSeparator: \.isWhitespace).last?.split(separator: ",") ?? []
    return ranges.flatMap { range -> [Int] in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      return Array(first...last)
    }
  }
}
