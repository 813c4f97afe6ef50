import Foundation
import Store

/// Where the service of this machine is, as the installation wrote it down for everybody: lines `socket: PATH`,
/// `server: URL` and `database: PATH`, each of which may be missing.
struct InstalledAddress {
  /// The file, which everybody may read.
  static let file = "/etc/chaka/address"

  let notice: ServiceNotice
  private let database: String?

  /// Nil if there is no such file, or it names nothing.
  init?(file: String = Self.file) {
    guard let data = FileManager.default.contents(atPath: file) else { return nil }
    self.init(text: String(decoding: data, as: UTF8.self))
  }

  init?(text: String) {
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      if !value.isEmpty { values[parts[0].trimmingCharacters(in: .whitespaces)] = value }
    }
    notice = ServiceNotice(socket: values["socket"], server: values["server"])
    database = values["database"]
    guard notice.socket != nil || notice.server != nil else { return nil }
  }

  /// Whether the service owns the database of a path: any, where the file does not say which is its.
  func isAbout(_ path: String) -> Bool {
    guard let database else { return true }
    return URL(fileURLWithPath: path).standardizedFileURL.path
      == URL(fileURLWithPath: database).standardizedFileURL.path
  }
}
