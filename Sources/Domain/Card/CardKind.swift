import Text

/// Debit or credit: the only two kinds a report knows (docs/facts.md, "The report").
public enum CardKind: String, Sendable, Hashable, Codable, CaseIterable {
  case debit
  case credit

  public var name: Bilingual {
    switch self {
    case .debit: Bilingual(zh: "储蓄卡", en: "debit card")
    case .credit: Bilingual(zh: "信用卡", en: "credit card")
    }
  }
}
