import Foundation

/// Clocks of the operating system, in nanoseconds.
enum Stopwatch {
  static var wall: Int64 { read(CLOCK_MONOTONIC) }
  /// Processor time of the calling thread.
  static var thread: Int64 { read(CLOCK_THREAD_CPUTIME_ID) }
  /// Processor time of all threads of the process.
  static var process: Int64 { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// The time for which the calling thread has been ready and waited for a processor (proc_pid_schedstat).
  static var ready: Int64 {
    let text = try? String(contentsOfFile: "/proc/thread-self/schedstat", encoding: .utf8)
    return text?.split(separator: " ").dropFirst().first.flatMap { Int64($0) } ?? 0
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Wall time of the work.
  static func time(_ work: () throws -> Void) rethrows -> Double {
    let start = wall
    try work()
    return Double(wall - start)
  }
}
