import ArgumentParser
import Foundation

/// A program's commands and their arguments as data, read from ArgumentParser's own description of itself.
///
/// Help and usage errors are made from the tree, because ArgumentParser has only English ones and counts a Chinese
/// character as one column.
struct CommandTree: Decodable, Sendable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandTree]?
  let arguments: [Argument]?
  let shouldDisplay: Bool?

  /// The commands below this one, ArgumentParser's own `help` left out.
  var children: [CommandTree] { (subcommands ?? []).filter { $0.commandName != "help" } }

  func child(named name: String) -> CommandTree? { children.first { $0.commandName == name } }

  /// The command's own options and flags, without those that all programs share.
  var options: [Argument] { (arguments ?? []).filter { $0.kind != .positional } }
  var positionals: [Argument] { (arguments ?? []).filter { $0.kind == .positional } }

  func option(named name: String) -> Argument? { options.first { $0.spellings.contains(name) } }
}

extension CommandTree {
  /// One option, flag or positional argument.
  struct Argument: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable { case positional, option, flag }

    struct Name: Decodable, Sendable {
      let kind: String
      let name: String
      var spelling: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let parsingStrategy: String
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    /// The spellings, short ones first.
    var spellings: [String] { (names ?? []).map(\.spelling).sorted { $0.count < $1.count } }
    /// The long spelling, or the value's name for a positional argument.
    var title: String { spellings.last ?? "<\(valueName ?? "")>" }
    var isGlobal: Bool { spellings.contains { GlobalArguments.names.contains($0) } }
    /// The synopsis, such as `--bank <bank>`.
    var synopsis: String { kind == .option ? "\(title) <\(valueName ?? "value")>" : title }
  }
}

extension CommandTree {
  private struct Document: Decodable { let command: CommandTree }

  init(of root: any ParsableArguments.Type) throws {
    self = try JSONDecoder().decode(Document.self, from: Data(root._dumpHelp().utf8)).command
  }
}
