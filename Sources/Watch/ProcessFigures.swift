import Foundation
import Measures

/// What the kernel tells of this process, under the names that Prometheus's own libraries use.
struct ProcessFigures {
  static let begin = Date()

  var families: [Family] {
    [
      .gauge("process_start_time_seconds", "When the process began.", Self.begin.timeIntervalSince1970.rounded()),
      .gauge("process_resident_memory_bytes", "Memory in use.", Self.residentBytes),
      .counter("process_cpu_seconds_total", "Processor time used.", Self.processorSeconds),
      .gauge("process_open_fds", "Open files.", Self.openFiles),
    ]
  }

  private static var residentBytes: Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return pages.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }

  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static var openFiles: Double? {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count) }
  }
}
