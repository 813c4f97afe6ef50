import Foundation

/// Counts of writes: the pages appended to a database's log, and all bytes that this process hands to the disk.
struct PagesWritten {
  private let sharedMemory: String
  static let pageSize = 4_096.0

  init(database: String) { sharedMemory = database + "-shm" }

  /// The number of valid frames of the log (SQLite's WAL-index header, `mxFrame`). Starts again from 0 after a
  /// checkpoint.
  func frames() -> Int {
    guard let file = FileHandle(forReadingAtPath: sharedMemory), let header = try? file.read(upToCount: 20),
      header.count == 20
    else { return 0 }
    return header.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: 16, as: UInt32.self)) }
  }

  /// The pages appended between two readings.
  static func appended(from before: Int, to after: Int) -> Int { after >= before ? after - before : after }

  /// The bytes given to `write` by the whole process so far (proc_pid_io(5)): log and database file, checkpoints
  /// included.
  static func bytesWritten() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("wchar:") }
    return line.flatMap { Int($0.dropFirst(7)) } ?? 0
  }
}
