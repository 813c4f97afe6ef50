import Text

/// A name that could not be turned into a code (docs/contract.md, "Codes of all programs").
public enum NameFault: Fault, Equatable {
  case unknownRegion(String, suggestions: [NameSuggestion])
  case unknownBank(String, suggestions: [NameSuggestion])
  case unknownChannel(String, suggestions: [NameSuggestion])
  /// The name is a part of several names.
  case ambiguous(String, candidates: [NameSuggestion])

  public var code: String {
    switch self {
    case .unknownRegion: "unknown_region"
    case .unknownBank: "bank_unknown"
    case .unknownChannel: "unknown_channel"
    case .ambiguous: "ambiguous"
    }
  }

  public var kind: FaultKind { .refused }

  /// The name as it was written.
  public var name: String {
    switch self {
    case .unknownRegion(let name, _), .unknownBank(let name, _), .unknownChannel(let name, _), .ambiguous(let name, _):
      name
    }
  }

  /// The names that may have been meant, the likeliest first.
  public var alternatives: [NameSuggestion] {
    switch self {
    case .unknownRegion(_, let list), .unknownBank(_, let list), .unknownChannel(_, let list), .ambiguous(_, let list):
      list
    }
  }

  public var facts: [JSONValue.Member] {
    let codes = JSONValue(alternatives.map(\.code))
    let key = if case .ambiguous = self { "candidates" } else { "suggestions" }
    return [.init("name", .string(name)), .init(key, codes)]
  }

  public var message: Bilingual {
    switch self {
    case .unknownRegion: unknown(Bilingual(zh: "地区", en: "region"))
    case .unknownBank: unknown(Bilingual(zh: "银行", en: "bank"))
    case .unknownChannel: unknown(Bilingual(zh: "渠道", en: "channel"))
    case .ambiguous: severalFit
    }
  }

  private func unknown(_ kind: Bilingual) -> Bilingual {
    let zh = "没有\(kind.zh)“\(shownName)”"
    let en = "no \(kind.en) \"\(shownName)\""
    guard !alternatives.isEmpty else { return Bilingual(zh: zh, en: en) }
    return Bilingual(
      zh: "\(zh)，是不是 \(list(in: .zh, joinedBy: "、"))？",
      en: "\(en); did you mean \(list(in: .en, joinedBy: " or "))?")
  }

  private var severalFit: Bilingual {
    Bilingual(
      zh: "“\(shownName)”可以是：\(list(in: .zh, joinedBy: "、"))；请写全名或代码",
      en: "\"\(shownName)\" could be \(list(in: .en, joinedBy: ", ")); give the full name or the code")
  }

  private func list(in language: Language, joinedBy separator: String) -> String {
    let shown = alternatives.prefix(Self.shownAtMost).map { $0.text(in: language) }.joined(separator: separator)
    guard alternatives.count > Self.shownAtMost else { return shown }
    return shown
      + Bilingual(zh: " 等 \(alternatives.count) 个", en: " and others, \(alternatives.count) in all")[language]
  }

  /// The name, short enough to read, and without characters that could steer a terminal.
  private var shownName: String {
    String(name.prefix(60)).legible + (name.count > 60 ? "…" : "")
  }

  private static let shownAtMost = 12
}

/// A region, bank or channel that a name may have meant.
public struct NameSuggestion: Sendable, Hashable {
  public let code: String
  public let name: Bilingual

  public init(code: String, name: Bilingual) {
    self.code = code
    self.name = name
  }

  /// The suggestion with its code: `上海（CN-SH）`, `Shanghai (CN-SH)`.
  public func text(in language: Language) -> String {
    switch language {
    case .zh: "\(name.zh)（\(code)）"
    case .en: "\(name.en) (\(code))"
    }
  }
}
