import Foundation

/// The operating system's account of a process (proc_pid_status(5), proc_pid_schedstat).
struct ChildProcess {
  let identifier: Int32

  /// The resident memory in megabytes, now and at most so far.
  var memory: (now: Double, peak: Double)? {
    guard let text = try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8),
      let now = Self.kilobytes("VmRSS:", in: text), let peak = Self.kilobytes("VmHWM:", in: text)
    else { return nil }
    return (now / 1_000 * 1.024, peak / 1_000 * 1.024)
  }

  private static func kilobytes(_ name: String, in text: String) -> Double? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first }.flatMap {
      Double($0)
    }
  }

  /// The processor time of all its live threads, in nanoseconds.
  var processor: Double {
    let tasks = "/proc/\(identifier)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return threads.sorted().reduce(0) { sum, thread in
      let text = try? String(contentsOfFile: "\(tasks)/\(thread)/schedstat", encoding: .utf8)
      return sum + (text?.split(separator: " ").first.flatMap { Double($0) } ?? 0)
    }
  }
}
