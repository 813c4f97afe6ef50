import Foundation

/// The processes that have a SQLite database in hand, by the locks on its shared memory (the file format's "WAL-index
/// locks": byte 120 is the writer's, 123 to 127 are readers'). Read from `/proc/locks`: opening and closing the file
/// here would release this process's own locks.
enum LogReaders {
  private static let writeLock = 120
  private static let readLocks = 123...127

  /// The reading processes, each as `NAME (PID)`, as far as the machine tells. Workers are left out: they read all the
  /// time, and only for moments.
  static func names(ofDatabase path: String) -> [String] {
    holders(ofDatabase: path) { $0.kind == "READ" && readLocks.contains($0.first) }
  }

  /// The writing process, as `NAME (PID)`; empty or one name.
  static func writers(ofDatabase path: String) -> [String] {
    holders(ofDatabase: path) { $0.kind == "WRITE" && $0.first == writeLock }
  }

  /// One line of `/proc/locks`, such as `1: POSIX  ADVISORY  READ 1234 fe:00:5678 123 123`.
  private struct Lock {
    let type: Substring
    let kind: Substring
    let process: Int
    let inode: Substring
    /// The first locked byte.
    let first: Int

    init?(_ line: Substring) {
      let parts = line.split(separator: " ")
      guard parts.count >= 8, let process = Int(parts[4]), process > 0, let first = Int(parts[6]),
        let inode = parts[5].split(separator: ":").last
      else { return nil }
      (type, kind, self.process, self.inode, self.first) = (parts[1], parts[3], process, inode, first)
    }
  }

  private static func holders(ofDatabase path: String, _ isMeant: (Lock) -> Bool) -> [String] {
    guard let memory = inode(path + "-shm"), let text = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return [] }
    let locks = text.split(separator: "\n").compactMap(Lock.init)
    let marks = Set(FileMark.files(ofDatabase: path).compactMap(inode))
    let workers = Set(locks.filter { $0.type == "FLOCK" && marks.contains(String($0.inode)) }.map(\.process))
    let holders = locks.filter { $0.type == "POSIX" && String($0.inode) == memory && isMeant($0) }.map(\.process)
    return Set(holders).subtracting(workers).sorted().map { "\(name(of: $0)) (\($0))" }
  }

  private static func inode(_ path: String) -> String? {
    var status = stat()
    return stat(path, &status) == 0 ? "\(status.st_ino)" : nil
  }

  private static func name(of process: Int) -> String {
    let text = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "?"
  }
}
