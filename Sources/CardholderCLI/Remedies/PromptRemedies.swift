import Domain
import Program
import QueryEngine
import Text

/// Remedies for somebody who is asked step by step: answers instead of commands, and no refusal number for a slip.
struct PromptRemedies: Remedies {
  func message(of fault: any Fault) -> Bilingual {
    if let refusal = fault as? NamedRefusal {
      return refusal.message(isNumbered: !refusal.refusal.isSlip) { remedy(for: $0.code, .object($0.facts)) }
    }
    return fault.message.followed(by: remedy(for: fault.code, .object(fault.facts)))
  }

  func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "code_wrong" where facts["attemptsLeft"] != nil:
      Bilingual(zh: "没收到请输入“重发”", en: "type \"resend\" for a new one")
    case "not_registered": Bilingual(zh: "请选 2 注册", en: "choose 2 to register")
    case "already_registered":
      Bilingual(zh: "请选 1 登录；换了手机号请选 3", en: "choose 1 to sign in, or 3 if your number has changed")
    case "unknown_region" where facts["suggestions"] == .array([]): RegionRemedy.text
    default: SharedRemedies().remedy(for: code, facts)
    }
  }
}

extension Visit {
  /// A fault as a whole sentence, for somebody who is asked step by step.
  func told(_ fault: any Fault) -> String { PromptRemedies().message(of: fault).sentence.chosen.legible }
}

extension Bilingual {
  /// The text with a capital and a full stop, as a sentence to a person; messages have neither, as a program's name
  /// stands before them.
  var sentence: Bilingual {
    let isEnded = en.last.map { ".?!".contains($0) } ?? true
    return Bilingual(
      zh: zh.last.map { "。？！".contains($0) } ?? true ? zh : zh + "。",
      en: en.prefix(1).uppercased() + en.dropFirst() + (isEnded ? "" : "."))
  }
}
