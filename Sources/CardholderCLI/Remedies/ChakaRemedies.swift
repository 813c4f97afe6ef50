import Domain
import Program
import QueryEngine
import Text

/// The remedies against faults: the commands of `chaka` to type.
struct ChakaRemedies: Remedies {
  func message(of fault: any Fault) -> Bilingual {
    if let refusal = fault as? NamedRefusal { return refusal.message { remedy(for: $0.code, .object($0.facts)) } }
    switch fault as? CardholderFault {
    // Nothing that could be listed would help.
    case .noQueryYet?, .noQueryInProgress?: return fault.message
    default: return fault.message.followed(by: remedy(for: fault.code, .object(fault.facts)))
    }
  }

  func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    Self.account(code, facts) ?? Self.query(code, facts) ?? Self.sms(code, facts)
      ?? SharedRemedies().remedy(for: code, facts)
  }

  private static func account(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "not_logged_in":
      Bilingual(zh: "请先运行 chaka login 或 chaka register", en: "run chaka login or chaka register first")
    case "not_registered": Bilingual(zh: "请先运行 chaka register", en: "run chaka register first")
    case "already_registered":
      Bilingual(
        zh: "请用 chaka login 登录；换了手机号请用 chaka change-phone",
        en: "sign in with chaka login, or with chaka change-phone if your number has changed")
    case "unknown_region" where facts["suggestions"] == .array([]): RegionRemedy.text
    case "usage" where facts["needs"] == "password":
      Bilingual(zh: "请用 --password-file 指定文件", en: "name a file with --password-file")
    default: nil
    }
  }

  private static func query(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "query_in_progress" where facts["against"] == "change":
      Bilingual(
        zh: "请等它结束，或先用 chaka cancel 取消它（更换手机号时可加 --cancel-query）",
        en: "wait until it has ended, or cancel it with chaka cancel (with change-phone, --cancel-query)")
    case "query_in_progress" where facts["against"] == "reset":
      Bilingual(
        zh: "可以先等报告；现在就要重设请加 --cancel-query，之后可立即重新申请",
        en: "wait for the report, or add --cancel-query and apply again at once afterwards")
    case "report_would_close":
      Bilingual(
        zh: "想起原密码请用 chaka report 打开；仍要重设请加 --close-report",
        en: "open it with chaka report if you remember the old password, or add --close-report")
    case "consent_missing": Bilingual(zh: "请阅读后加 --agree", en: "read it, then add --agree")
    case "no_such_query": Bilingual(zh: "chaka history 列出您的查询", en: "chaka history lists yours")
    default: nil
    }
  }

  private static func sms(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "code_required" where facts["sent"] == false:
      Bilingual(
        zh: "收到后请加 --code 重新运行同一命令", en: "when you have it, run the same command again with --code")
    case "code_required":
      Bilingual(zh: "请加 --code 重新运行同一命令", en: "run the same command again with --code")
    case "code_wrong" where facts["attemptsLeft"] == 0, "code_expired",
      "code_locked" where facts["until"] == nil,
      "banks_changed", "agreement_changed":
      Bilingual(zh: "请去掉 --code 重新获取验证码", en: "leave out --code to get a new one")
    case "code_wrong" where facts["banks"] == true:
      Bilingual(
        zh: "验证码只用于发送时所选的银行，改选过请去掉 --code 重新获取",
        en:
          "a code is valid only for the banks it was sent for; if you have chosen others since, leave out --code to get a new one"
      )
    default: nil
    }
  }
}

/// The remedy for a name that is no region's.
enum RegionRemedy {
  static let text = Bilingual(
    zh: "请填省、自治区或直辖市，如 新疆",
    en: "give a province, autonomous region or municipality, such as Xinjiang")
}
