import ArgumentParser
import Text

extension Program {
  /// The language everything is said in: `--language`, else the environment's. Settled once, when first asked for;
  /// tests bind another one for the length of a closure.
  @TaskLocal public static var language: Language = ChosenLanguage.ofProcess

  /// How wide the page is that is being written; nil where nobody looks at it, and lines may be as long as they are.
  @TaskLocal public static var pageColumns: Int?
}

extension Bilingual {
  /// The half in the program's language.
  public var chosen: String { self[Program.language] }
}

extension ArgumentHelp {
  /// Help for one argument, in the program's language.
  public init(zh: String, en: String, valueName: String? = nil) {
    self.init(Bilingual(zh: zh, en: en).chosen, valueName: valueName)
  }
}

extension CommandConfiguration {
  /// A command described in both languages.
  public init(
    _ name: String, zh: String, en: String, discussion: Bilingual? = nil,
    subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    self.init(
      commandName: name, abstract: Bilingual(zh: zh, en: en).chosen, discussion: discussion?.chosen ?? "",
      version: "\(name) \(Program.version)", subcommands: subcommands, defaultSubcommand: defaultSubcommand)
  }
}
