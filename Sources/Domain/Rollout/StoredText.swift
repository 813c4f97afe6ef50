import Foundation
import Text

extension Bilingual {
  /// What people are told of a comment or reason as it is stored. Those that the programs write themselves hold both
  /// languages, as rows and hashes keep them (`StoredWords`, and the shapes of earlier versions); each reader is shown
  /// one. Anything else is shown as it was typed.
  public init(stored text: String) {
    self = Self.known(text) ?? Self.halves(of: text) ?? StoredWords.read(text)
  }

  private static func known(_ text: String) -> Bilingual? {
    switch text {
    case "认证失效 certification ended": return Bilingual(zh: "认证失效", en: "certification ended")
    case "审批人不足 too few approvers": return Bilingual(zh: "审批人不足", en: "too few approvers")
    default: break
    }
    if let reason = text.rest(after: "紧急 emergency: ") {
      return Bilingual(zh: "紧急操作：\(reason)", en: "emergency: \(reason)")
    }
    if let rest = text.rest(after: "应急 break glass, request "), let colon = rest.firstIndex(of: ":") {
      let (number, reason) = (rest[..<colon], rest[colon...].dropFirst(2))
      return Bilingual(zh: "申请 \(number) 破窗：\(reason)", en: "glass of request \(number) broken: \(reason)")
    }
    if let figures = text.rest(after: "护栏 guardrail ") {
      return Bilingual(zh: "低于护栏 \(figures)", en: "below the guardrail \(figures)")
    }
    return nil
  }

  /// `撤回版本 5：... / revision 5 undone: ...`
  private static func halves(of text: String) -> Bilingual? {
    guard text.hasPrefix("撤回版本 ") || text.hasPrefix("暂停 "),
      let cut = text.range(of: " / ", options: .backwards)
    else { return nil }
    return Bilingual(zh: String(text[..<cut.lowerBound]), en: String(text[cut.upperBound...]))
  }
}

extension String {
  fileprivate func rest(after start: String) -> Substring? { hasPrefix(start) ? dropFirst(start.count) : nil }
}
