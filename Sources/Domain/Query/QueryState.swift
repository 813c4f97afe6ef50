import Text

/// The state of a query.
public enum QueryState: String, Sendable, Hashable, CaseIterable {
  /// The query is accepted, and no bank has been asked. The dispatcher moves it on.
  case accepted
  /// At least one bank has been asked. Answers, or the deadline, move the query on.
  case collecting
  /// The person can open the report. The end of the report's term moves the query on.
  case reported
  /// Key and answers are gone; only this record remains. Final.
  case expired
  /// No bank answered, or the person cancelled. Final; starts no waiting time.
  case failed

  /// Whether banks may still be asked or answer.
  public var isOpen: Bool {
    switch self {
    case .accepted, .collecting: true
    case .reported, .expired, .failed: false
    }
  }

  public var name: Bilingual {
    switch self {
    case .accepted: Bilingual(zh: "已受理", en: "accepted")
    case .collecting: Bilingual(zh: "查询中", en: "in progress")
    case .reported: Bilingual(zh: "已出报告", en: "report ready")
    case .expired: Bilingual(zh: "已过期", en: "expired")
    case .failed: Bilingual(zh: "失败", en: "failed")
    }
  }
}
