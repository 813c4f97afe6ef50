import ArgumentParser
import Text

extension Program {
  /// The language of all texts: `--language`, else the environment's. Decided once, on first use; tests bind another
  /// one for the length of a closure.
  @TaskLocal public static var language: Language = ChosenLanguage.ofProcess

  /// The width of the page in columns; nil if no person reads the text, and lines may be of any length.
  @TaskLocal public static var pageColumns: Int?
}

extension Bilingual {
  /// The text in the program's language.
  public var chosen: String { self[Program.language] }
}

extension ArgumentHelp {
  /// Help for one argument, in the program's language.
  public init(zh: String, en: String, valueName: String? = nil) {
    self.init(Bilingual(zh: zh, en: en).chosen, valueName: valueName)
  }
}

extension CommandConfiguration {
  /// A command with its texts in both languages.
  public init(
    _ name: String, zh: String, en: String, discussion: Bilingual? = nil,
    subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    self.init(
      commandName: name, abstract: Bilingual(zh: zh, en: en).chosen, discussion: discussion?.chosen ?? "",
      version: "\(name) \(Program.version)", subcommands: subcommands, defaultSubcommand: defaultSubcommand)
  }
}
