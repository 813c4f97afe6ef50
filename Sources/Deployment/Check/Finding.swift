import Text

/// What a look at one part of a deployment found.
public struct Finding: Sendable, Equatable {
  public enum State: String, Sendable {
    case ok
    /// It works, and will not for ever, or not in every case.
    case warning
    case broken
  }

  /// The part, such as `files.secrets`: stable, for programs.
  public let check: String
  public let state: State
  public let text: Bilingual
  /// What to do; nil if there is nothing to do.
  public let remedy: Bilingual?

  init(_ check: String, _ verdict: Verdict) {
    self.check = check
    (state, text, remedy) = (verdict.state, verdict.text, verdict.remedy)
  }

  /// The finding as JSON, with texts in a language.
  public func json(_ language: Language) -> JSONValue {
    .object([
      .init("check", .string(check)), .init("state", .string(state.rawValue)),
      .init("finding", .string(text[language])), .init("remedy", JSONValue(remedy?[language])),
    ])
  }
}

/// How one part stands, before it has its name.
struct Verdict: Sendable, Equatable {
  let state: Finding.State
  let text: Bilingual
  let remedy: Bilingual?

  static func ok(zh: String, en: String) -> Verdict {
    Verdict(state: .ok, text: Bilingual(zh: zh, en: en), remedy: nil)
  }

  static func warning(_ text: Bilingual, _ remedy: Bilingual) -> Verdict {
    Verdict(state: .warning, text: text, remedy: remedy)
  }

  static func broken(_ text: Bilingual, _ remedy: Bilingual) -> Verdict {
    Verdict(state: .broken, text: text, remedy: remedy)
  }
}
