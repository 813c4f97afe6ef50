import Foundation

/// The disk itself: one page written and synchronised, again and again.
struct Disk {
  private let descriptor: Int32
  private let page = [UInt8](repeating: 0x5a, count: 4_096)
  private static let pages = 1_024

  /// Makes a file and fills it first, as a log is overwritten once it has grown; the file is removed with the
  /// workplace.
  init(in workplace: Workplace) throws {
    descriptor = open("\(workplace.path)/disk", O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw WorkplaceFault(directory: workplace.path) }
    for index in 0..<Self.pages { write(index) }
    fsync(descriptor)
  }

  func close() { Foundation.close(descriptor) }

  /// The time of `times` synchronised writes, one after another as a log is written, in nanoseconds.
  func synchronise(_ times: Int) -> Double {
    Stopwatch.time {
      for index in 0..<times {
        write(index)
        fdatasync(descriptor)
      }
    }
  }

  private func write(_ index: Int) {
    _ = pwrite(descriptor, page, page.count, off_t(index % Self.pages * page.count))
  }
}
