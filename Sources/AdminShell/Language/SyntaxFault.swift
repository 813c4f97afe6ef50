import Domain
import Text

/// A reason for which bytes are no command. The `Diagnostic` around it gives the place.
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
  /// A text that is stored and read by others has an invisible character.
  case hiddenCharacter(OddCharacter)
  /// A name has a character by which it could pass for another.
  case notInName(OddCharacter)
  case notLoadable(String)
  case notPlannable(String)
  case loadedTooDeep(Int)
  case unknownTopic(String)
  // Variables.
  case unknownVariable(String)
  /// The variable of the environment holds characters that no script may have.
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

  /// The kind of the fault. An unknown name is refused like any other.
  public var kind: FaultKind {
    if case .unknownVariable = self { .refused } else { .usage }
  }

  /// Whether the fault is `syntax`: the text cannot be read as a command. A command with an unacceptable value is
  /// `usage`.
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
