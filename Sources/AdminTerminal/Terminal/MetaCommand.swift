import AdminShell
import Text

/// A line that begins with a backslash: about the console on a terminal, and no part of the language of scripts.
enum MetaCommand: Equatable {
  /// Whether times are shown; nil for the other way round.
  case timing(Bool?)
  case pager(Bool?)

  /// Nil if the line does not begin with a backslash. Throws a `MetaFault`.
  static func read(_ line: [UInt8]) throws(MetaFault) -> MetaCommand? {
    let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let name = words.first, name.hasPrefix("\\"), name != "\\" else { return nil }
    guard let meant = names.first(where: { "\\" + $0.text == name }) else { throw .unknown(String(name)) }
    let isOn = words.count == 2 ? switches[words[1]] : nil
    guard words.count == 1 || words.count == 2 && isOn != nil else { throw .noSwitch(String(name)) }
    return meant.text == "timing" ? .timing(isOn) : .pager(isOn)
  }

  private static let switches: [Substring: Bool] = ["on": true, "off": false]

  static let names = [
    Choice("timing", Bilingual(zh: "显示每条命令的用时", en: "show how long each command takes")),
    Choice("pager", Bilingual(zh: "较长的结果分页显示", en: "show long results page by page")),
  ]

  /// The completion of a line that begins with a backslash; nil for any other line.
  static func completion(of before: String) -> Completion? {
    guard before.hasPrefix("\\"), !before.contains(" ") else { return nil }
    let typed = String(before.dropFirst())
    return Completion(
      stem: "\\", typed: typed, choices: names.filter { $0.text.hasPrefix(typed) }, values: [])
  }
}

/// A line with a backslash that is no command.
enum MetaFault: Fault, Equatable {
  case unknown(String)
  case noSwitch(String)

  var code: String { "usage" }
  var kind: FaultKind { .usage }
  var message: Bilingual {
    let known = MetaCommand.names.map { "\\" + $0.text }
    return switch self {
    case .unknown(let name):
      Bilingual(
        zh: "没有“\(name.shown)”。可选：\(known.joined(separator: "、"))",
        en: "Unknown \(name.shown). Available: \(known.joined(separator: ", "))")
    case .noSwitch(let name): Bilingual(zh: "“\(name)”之后只能是 on 或 off", en: "Expected on or off after \(name)")
    }
  }
}
