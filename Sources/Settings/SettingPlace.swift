import Foundation
import Yams

/// Where a setting stands in its file, for faults that turn out only when the setting is used.
public struct SettingPlace: Sendable, Equatable {
  public let file: String
  /// The line; nil if the setting is not there.
  public let line: Int?
  /// The setting's keys, as in `service.watch.port`.
  public let setting: String

  public init(file: String, line: Int?, setting: String) {
    self.file = file
    self.line = line
    self.setting = setting
  }

  /// The place of a setting in a file: its line, or that of the group that it is missing from.
  public init(of setting: String, in file: String) {
    let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
    self.init(file: file, line: text.flatMap { Self.line(of: setting, in: $0) }, setting: setting)
  }

  static func line(of setting: String, in yaml: String) -> Int? {
    guard var node = try? Yams.compose(yaml: yaml) else { return nil }
    var line: Int?
    for key in setting.split(separator: ".") {
      guard let entry = node.mapping?.first(where: { $0.key.string == String(key) }) else { break }
      line = entry.key.mark?.line
      node = entry.value
    }
    return line
  }
}
