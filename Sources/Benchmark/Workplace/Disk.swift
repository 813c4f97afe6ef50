import Foundation

/// The disk itself: one page written and synchronised, again and again.
struct Disk {
  private let descriptor: Int32
  private let page = [UInt8](repeating: 0x5a, count: 4_096)

  /// The file goes with the workplace.
  init(in workplace: Workplace) throws {
    descriptor = open("\(workplace.path)/disk", O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw WorkplaceFault(directory: workplace.path) }
  }

  func close() { Foundation.close(descriptor) }

  /// Nanoseconds for so many synchronised writes, one after another as a log is written.
  func synchronise(_ times: Int) -> Double {
    Stopwatch.time {
      for index in 0..<times {
        _ = pwrite(descriptor, page, page.count, off_t(index % 1_024 * page.count))
        fdatasync(descriptor)
      }
    }
  }
}
