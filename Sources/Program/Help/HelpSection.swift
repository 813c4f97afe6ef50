import Text

/// A list of names with their explanations, in two columns.
struct HelpSection {
  struct Item {
    let label: String
    let text: String

    init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }

    init(_ argument: CommandTree.Argument) {
      let spelling = argument.spellings.joined(separator: ", ")
      let value = argument.kind == .option ? " <\(argument.valueName ?? "value")>" : ""
      label = argument.kind == .positional ? argument.title : spelling + value
      text = Self.text(of: argument)
    }

    private static func text(of argument: CommandTree.Argument) -> String {
      if argument.title == "--help" { return Words.help.chosen }
      if argument.title == "--version" { return Words.version.chosen }
      let values = argument.allValues.map { Words.values($0).chosen }
      let standard = argument.defaultValue.map { Words.standard($0).chosen }
      let parts = [argument.abstract, values, standard].compactMap { $0 }
      return parts.joined(separator: Bilingual(zh: "", en: " ").chosen)
    }
  }

  private let title: Bilingual
  private let items: [Item]
  /// The width above which a label stands on a line of its own.
  private static let widestLabel = 26

  init(_ title: Bilingual, _ items: [Item]) {
    self.title = title
    self.items = items
  }

  /// The section; nil if it has no items.
  func text(columns: Int) -> String? {
    guard !items.isEmpty else { return nil }
    let width = min(Self.widestLabel, items.map { displayWidth($0.label) }.max() ?? 0)
    return ([title.chosen] + items.flatMap { lines(of: $0, width, columns) }).joined(separator: "\n")
  }

  private func lines(of item: Item, _ width: Int, _ columns: Int) -> [String] {
    let indent = String(repeating: " ", count: width + 4)
    let text = wrapped(item.text, to: columns - indent.count)
    guard displayWidth(item.label) <= width else { return ["  " + item.label] + text.map { indent + $0 } }
    return ["  " + item.label.padded(to: width) + "  " + text[0]] + text.dropFirst().map { indent + $0 }
  }
}

/// The headings of help pages.
enum Words {
  static let usage = Bilingual(zh: "用法：", en: "USAGE: ")
  static let arguments = Bilingual(zh: "参数：", en: "ARGUMENTS:")
  static let commands = Bilingual(zh: "命令：", en: "COMMANDS:")
  static let options = Bilingual(zh: "选项：", en: "OPTIONS:")
  static let shared = Bilingual(zh: "通用选项（写在命令前后都可以）：", en: "SHARED OPTIONS (before or after the command):")
  static let commandPlace = Bilingual(zh: "<命令>", en: "<command>")
  static let help = Bilingual(zh: "显示帮助", en: "show this help")
  static let version = Bilingual(zh: "显示版本", en: "show the version")

  static func more(_ program: String) -> Bilingual {
    Bilingual(zh: "某个命令的帮助：\(program) help <命令>", en: "Help for a command: \(program) help <command>")
  }
  static func values(_ values: [String]) -> Bilingual {
    Bilingual(zh: "（可选：\(values.joined(separator: "、"))）", en: "(one of: \(values.joined(separator: ", ")))")
  }
  static func standard(_ value: String) -> Bilingual {
    Bilingual(zh: "（默认：\(value)）", en: "(default: \(value))")
  }
}
