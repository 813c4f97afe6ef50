import CReadline
import Foundation

/// The lines typed before, in a file that only its owner reads.
struct HistoryFile {
  private let path: String
  private static let longest: Int32 = 2_000

  init(path: String) { self.path = path }

  func load() {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    chaka_history_load(path, Self.longest)
  }

  /// Adds a line. Blank lines and repetitions are left out, and so is every line if the file cannot be written.
  func add(_ line: [UInt8]) {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }), let text = String(validating: line, as: UTF8.self),
      chaka_history_add(text) != 0
    else { return }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    fchmod(file, 0o600)
    let bytes = line + [UInt8(ascii: "\n")]
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
