/// A command's help, laid out by display width in the program's language.
struct HelpText {
  private let path: [CommandTree]

  /// The help of the command at a path below the root, as far as the path exists.
  init(of names: [String], in root: CommandTree) {
    var path = [root]
    for name in names {
      guard let child = path[path.count - 1].child(named: name) else { break }
      path.append(child)
    }
    self.path = path
  }

  private var command: CommandTree { path[path.count - 1] }
  private var title: String { path.map(\.commandName).joined(separator: " ") }

  func text(columns: Int) -> String {
    let paragraphs = [command.abstract, usage(columns), command.discussion].compactMap { $0 }.filter { !$0.isEmpty }
    let prose = paragraphs.map { $0 == paragraphs.first || $0 == command.discussion ? fold($0, columns) : $0 }
    return (prose + sections.compactMap { $0.text(columns: columns) } + hint).joined(separator: "\n\n") + "\n"
  }

  private func fold(_ text: String, _ columns: Int) -> String {
    wrapped(text, to: columns).joined(separator: "\n")
  }

  private func usage(_ columns: Int) -> String {
    let words = Self.usageWords(of: command, title)
    let heading = Words.usage.chosen
    let indent = String(repeating: " ", count: displayWidth(heading))
    return heading + Self.folded(words, to: columns - indent.count - 2).joined(separator: "\n" + indent + "  ")
  }

  private var sections: [HelpSection] {
    let own = command.options.filter { $0.shouldDisplay && !$0.isGlobal }
    let shared = command.options.filter { $0.shouldDisplay && $0.isGlobal }
    let commands = command.children.filter { $0.shouldDisplay ?? true }
    return [
      HelpSection(Words.arguments, command.positionals.filter(\.shouldDisplay).map(HelpSection.Item.init)),
      HelpSection(Words.commands, commands.map { .init($0.commandName, $0.abstract ?? "") }),
      HelpSection(Words.options, own.map(HelpSection.Item.init)),
      HelpSection(Words.shared, shared.map(HelpSection.Item.init)),
    ]
  }

  private var hint: [String] {
    guard !command.children.isEmpty else { return [] }
    return [Words.more(path[0].commandName).chosen]
  }
}

extension HelpText {
  /// The words of the usage line: `chaka`, `apply`, `--bank <bank> ...`, `[--agree]`.
  private static func usageWords(of command: CommandTree, _ title: String) -> [String] {
    let own = command.options.filter { option in
      option.shouldDisplay && !option.isGlobal && !["--help", "--version"].contains(option.title)
    }
    let arguments = (own + command.positionals).map { argument in
      let text = argument.synopsis + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(text)]" : text
    }
    return [title] + arguments + (command.children.isEmpty ? [] : [Words.commandPlace.chosen])
  }

  private static func folded(_ words: [String], to columns: Int) -> [String] {
    words.dropFirst().reduce(into: [words[0]]) { lines, word in
      let longer = lines[lines.count - 1] + " " + word
      if displayWidth(longer) > columns { lines.append(word) } else { lines[lines.count - 1] = longer }
    }
  }
}
