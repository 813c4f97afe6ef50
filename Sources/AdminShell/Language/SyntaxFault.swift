import Domain
import Text

/// What keeps bytes from being a command. Where it stands is said by the `Diagnostic` around it.
public enum SyntaxFault: Fault, Equatable {
  // Characters.
  case invalidUTF8
  case controlCharacter(Unicode.Scalar)
  case lineTooLong(bytes: Int)
  case unterminatedQuote
  case reserved(Unicode.Scalar)
  case typographicQuote(Unicode.Scalar)
  case badEscape(Unicode.Scalar)
  case strayBackslash
  case nothingFollows
  case nothingToPipe
  // Words.
  case unknownCommand(String)
  case unknownSubject(of: String, String, choices: [String])
  case missingSubject(of: String, choices: [String])
  case unexpected(String)
  case foreignClause(String, of: String)
  // Values.
  case missing(Operand.Kind, of: String)
  case missingSetting(of: Policy)
  case missingClause(String, of: String)
  case missingValue(of: String)
  case repeatedClause(String)
  case repeatedName(String, first: String)
  case notA(Operand.Kind, String)
  case emptyText(of: String)
  case textTooLong(of: String, characters: Int)
  /// What nobody sees in a text that is kept and read by others.
  case hiddenCharacter(OddCharacter)
  /// What a name could pass for another with.
  case notInName(OddCharacter)
  case notLoadable(String)
  case notPlannable(String)
  case loadedTooDeep(Int)
  case unknownTopic(String)
  // Variables.
  case unknownVariable(String)
  /// One of the environment that holds what no script may.
  case unusableVariable(String)
  // Stages, files and blocks.
  case savedBeforeEnd
  case includedTooDeep(Int)
  case tooManyFiles(Int)
  case expandsTooFar(bytes: Int)
  case notWatchable(String)
  case watchesOnTerminal
  case nestedBlock
  case endWithoutBegin
  case unendedBlock
  case lastOfBlock(String)

  public var code: String {
    if case .unknownVariable = self { return "unknown_variable" }
    return isGrammar ? "syntax" : "usage"
  }

  /// A name that is unknown is refused like any other.
  public var kind: FaultKind {
    if case .unknownVariable = self { .refused } else { .usage }
  }

  /// What cannot be read as a command is `syntax`; a command that says something unacceptable is `usage`.
  private var isGrammar: Bool {
    switch self {
    case .invalidUTF8, .controlCharacter, .lineTooLong, .unterminatedQuote, .reserved,
      .typographicQuote, .badEscape, .strayBackslash, .nothingFollows, .unknownCommand, .unknownSubject,
      .missingSubject, .unexpected, .foreignClause, .nothingToPipe, .savedBeforeEnd, .nestedBlock,
      .endWithoutBegin, .unendedBlock:
      true
    case .missing, .missingSetting, .missingClause, .missingValue, .repeatedClause, .repeatedName, .notA, .emptyText,
      .textTooLong, .hiddenCharacter, .notInName, .notLoadable, .notPlannable, .loadedTooDeep, .unknownTopic,
      .unknownVariable,
      .unusableVariable, .includedTooDeep, .tooManyFiles, .expandsTooFar, .notWatchable, .watchesOnTerminal,
      .lastOfBlock:
      false
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .repeatedName(let name, let first): [.init("name", .string(name)), .init("first", .string(first))]
    case .lineTooLong(let bytes): [.init("bytes", JSONValue(bytes))]
    case .textTooLong(_, let characters): [.init("characters", JSONValue(characters))]
    case .hiddenCharacter(let odd), .notInName(let odd): odd.facts
    case .unknownVariable(let name), .unusableVariable(let name): [.init("name", .string(name))]
    default: []
    }
  }
}
