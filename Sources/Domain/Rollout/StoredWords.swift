import Text

/// What the program itself says in a comment or reason that is stored: once, for readers of both languages.
///
/// Stored as `ZH / EN`, each beginning with what it is about, and read as the one or the other. What people write is
/// stored as they wrote it, and says the same to everybody.
public enum StoredWords: CaseIterable, Sendable {
  case emergency
  case breakGlass
  case tooFewApprovers
  case certification
  case restoration
  case guardrail

  private static let separator = " / "

  private var opening: Bilingual {
    switch self {
    case .emergency: Bilingual(zh: "紧急操作", en: "emergency")
    case .breakGlass: Bilingual(zh: "破窗", en: "glass broken")
    case .tooFewApprovers: Bilingual(zh: "审批人不足", en: "too few approvers")
    case .certification: Bilingual(zh: "认证失效", en: "certification ended")
    case .restoration: Bilingual(zh: "撤销版本", en: "revision")
    case .guardrail: Bilingual(zh: "护栏", en: "guardrail")
    }
  }

  /// As it is stored, with what stands behind the opening in each language.
  public func text(zh: String = "", en: String = "") -> String {
    opening.zh + zh + Self.separator + opening.en + en
  }

  /// A stored text for readers of each language. Somebody's own words may stand in both halves and hold separators
  /// themselves, so the one in the middle divides.
  public static func read(_ text: String) -> Bilingual {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let (zh, en) = (
      parts.prefix(parts.count / 2).joined(separator: separator),
      parts.dropFirst(parts.count / 2).joined(separator: separator)
    )
    let isOurs =
      parts.count.isMultiple(of: 2)
      && allCases.contains { zh.hasPrefix($0.opening.zh) && en.hasPrefix($0.opening.en) }
    return isOurs ? Bilingual(zh: zh, en: en) : Bilingual(same: text)
  }
}
