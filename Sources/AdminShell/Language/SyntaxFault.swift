import Domain

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
  // Words.
  case unknownCommand(String)
  case unknownSubject(of: String, String, choices: [String])
  case missingSubject(of: String, choices: [String])
  case unexpected(String)
  case foreignClause(String, of: String)
  // Values.
  case missing(Operand.Kind, of: String)
  case missingClause(String, of: String)
  case missingValue(of: String)
  case repeatedClause(String)
  case repeatedName(String, first: String)
  case notA(Operand.Kind, String)
  case emptyText(of: String)
  case textTooLong(of: String, characters: Int)
  case confirmedLater
  case notLoadable(String)
  case notPlannable(String)
  case loadedTooDeep(Int)
  case unknownTopic(String)

  public var code: String { isGrammar ? "syntax" : "usage" }
  public var exitStatus: ExitStatus { .usage }

  /// What cannot be read as a command is `syntax`; a command that says something unacceptable is `usage`.
  private var isGrammar: Bool {
    switch self {
    case .invalidUTF8, .controlCharacter, .lineTooLong, .unterminatedQuote, .reserved,
      .typographicQuote, .badEscape, .strayBackslash, .nothingFollows, .unknownCommand, .unknownSubject,
      .missingSubject, .unexpected, .foreignClause:
      true
    case .missing, .missingClause, .missingValue, .repeatedClause, .repeatedName, .notA, .emptyText, .textTooLong,
      .confirmedLater, .notLoadable, .notPlannable, .loadedTooDeep, .unknownTopic:
      false
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .repeatedName(let name, let first): [.init("name", .string(name)), .init("first", .string(first))]
    case .lineTooLong(let bytes): [.init("bytes", JSONValue(bytes))]
    case .textTooLong(_, let characters): [.init("characters", JSONValue(characters))]
    default: []
    }
  }
}
