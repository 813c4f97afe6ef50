import Foundation

/// Who reads a SQLite database, by the locks that readers hold on its shared memory (the file format's "WAL-index locks":
/// bytes 123 to 127). Read from `/proc/locks`: opening the file here and closing it would let go of this process's own.
enum LogReaders {
  private static let readLocks = 123...127

  /// `NAME (PID)` of each, as far as the machine tells.
  static func names(ofDatabase path: String) -> [String] {
    var status = stat()
    guard stat(path + "-shm", &status) == 0, let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return [] }
    let suffix = ":\(status.st_ino)"
    let processes = locks.split(separator: "\n").compactMap { process(in: $0, ofFile: suffix) }
    return Set(processes).sorted().map { "\(name(of: $0)) (\($0))" }
  }

  /// `1: POSIX  ADVISORY  READ 1234 fe:00:5678 123 123`
  private static func process(in line: Substring, ofFile suffix: String) -> Int? {
    let parts = line.split(separator: " ")
    guard parts.count >= 8, parts[3] == "READ", parts[5].hasSuffix(suffix), let process = Int(parts[4]), process > 0,
      let first = Int(parts[6]), readLocks.contains(first)
    else { return nil }
    return process
  }

  private static func name(of process: Int) -> String {
    let text = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "?"
  }
}
