import Domain
import Program
import Text

/// The form of one command: its words, operands and clauses, with the texts of its help.
///
/// The parser, the completion and the help all work from the same forms (`Grammar.forms`).
public struct Form: Sendable {
  /// The words that the command begins with: `open region`.
  public let words: [String]
  public let operands: [Operand]
  public let clauses: [Clause]
  /// The summary: one line, a sentence without its full stop.
  public let summary: Bilingual
  /// The finer points, one paragraph.
  public let details: Bilingual?
  /// The table of possible values, which follows the details.
  let table: (@Sendable (Language) -> Table)?
  public let examples: [String]

  init(
    _ words: String, _ operands: [Operand] = [], clauses: [Clause] = [], zh: String, en: String,
    details: Bilingual? = nil, table: (@Sendable (Language) -> Table)? = nil, examples: [String] = []
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.operands = operands
    self.clauses = clauses
    summary = Bilingual(zh: zh, en: en)
    self.details = details
    self.table = table
    self.examples = examples
  }

  public var name: String { words.joined(separator: " ") }

  /// The synopsis, such as `open region REGION... [share PERCENT]`.
  public var synopsis: String {
    ([name] + operands.map(\.synopsis) + clauses.map(\.synopsis)).joined(separator: " ")
  }

  var takesNames: Bool { operands.contains { $0.kind.isName } }

  func clause(_ keyword: String) -> Clause? { clauses.first { $0.keyword == keyword } }
}

/// A part of a command that begins with a keyword; clauses come in any order after the names.
public struct Clause: Sendable, Equatable {
  public let keyword: String
  public let operand: Operand
  public let isRequired: Bool
  public let summary: Bilingual

  init(_ keyword: String, _ operand: Operand, isRequired: Bool = false, zh: String, en: String) {
    self.keyword = keyword
    self.operand = operand
    self.isRequired = isRequired
    summary = Bilingual(zh: zh, en: en)
  }

  var synopsis: String {
    let text = operand.most == 0 ? keyword : "\(keyword) \(operand.synopsis)"
    return isRequired ? text : "[\(text)]"
  }
}
