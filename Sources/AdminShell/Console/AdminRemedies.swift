import Domain
import Program
import RolloutControl
import Text

/// What can be typed at the console against faults.
public struct AdminRemedies: Remedies {
  public init() {}

  public func message(of fault: any Fault) -> Bilingual {
    // A diagnostic has its cause's remedy in its message.
    if let diagnostic = fault as? Diagnostic { return diagnostic.message }
    return fault.message.followed(by: remedy(for: fault.code, .object(fault.facts)))
  }

  public func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    Self.listing(code) ?? Self.rollout(code, facts) ?? Self.bank(code, facts) ?? Self.approval(code, facts)
      ?? SharedRemedies().remedy(for: code, facts)
  }

  /// Against a number or name that there is not: the list of those that there are.
  private static func listing(_ code: String) -> Bilingual? {
    let lists = [
      "unknown_revision": "history", "unknown_operator": "operators", "unknown_request": "requests",
      "unknown_review": "reviews", "not_pending": "schedule", "rotation_in_progress": "keys network",
    ]
    return lists[code].map { list in
      Bilingual(
        zh: "show \(list) 列出全部",
        en: code == "rotation_in_progress" ? "show \(list) lists all" : "show \(list) lists them")
    }
  }

  private static func rollout(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "revision_conflict": Bilingual(zh: "请 discard 后重做", en: "discard and make the change again")
    case "losses_exceed_expected": Bilingual(zh: "impact 列出地区和银行", en: "impact tells where")
    case "losses_not_expected":
      Bilingual(
        zh: "确认无误后写 commit expecting lost \(number(facts["lost"]))",
        en: "if that is meant, commit expecting lost \(number(facts["lost"]))")
    case "several_commits":
      Bilingual(
        zh: "把它们分成几个文件，前一个批准执行之后再 request apply 下一个",
        en: "put each into a file of its own, and request apply the next one when the one before is carried out")
    default: nil
    }
  }

  private static func bank(_ code: String, _ facts: JSONValue) -> Bilingual? {
    let bank = text(facts["bank"])
    return switch code {
    case "private_address":
      Bilingual(zh: "如果是专线，请加 lines private", en: "for a leased line, add lines private")
    case "endpoint_missing":
      Bilingual(zh: "先执行 endpoint \(bank) URL", en: "endpoint \(bank) URL comes first")
    case "keys_missing": Bilingual(zh: "先执行 key \(bank) FILE", en: "key \(bank) FILE comes first")
    case "bank_keys_differ":
      Bilingual(
        zh: "请银行核对，或用 key \(bank) FILE 登记现在的公钥",
        en: "ask the bank, or register its present keys with key \(bank) FILE")
    case "bank_not_certified":
      Bilingual(zh: "先执行 certify bank，或把它们断开", en: "certify bank comes first, or disconnect them")
    case "maintenance_overlaps":
      Bilingual(zh: "先 cancel maintenance", en: "cancel maintenance comes first")
    case "registry_conflict" where facts["bank"] != nil:
      Bilingual(zh: "只能用 rename bank 改名", en: "rename bank gives it another name")
    case "registry_conflict" where facts["codes"] != nil:
      Bilingual(zh: "先用 add bank 加入，或断开", en: "add bank adds them, or disconnect them")
    case "bank_not_added": Bilingual(zh: "可以断开（disconnect bank）", en: "disconnect bank closes it")
    case "bank_not_closed":
      Bilingual(zh: "先执行 disconnect bank \(bank)", en: "disconnect bank \(bank) comes first")
    default: nil
    }
  }

  private static func approval(_ code: String, _ facts: JSONValue) -> Bilingual? {
    let request = number(facts["request"])
    let version = number(facts["version"])
    return switch code {
    case "not_an_operator":
      Bilingual(zh: "请管理员执行 add operator", en: "an administrator can add operator")
    case "approval_required":
      Bilingual(zh: "请改用 request 开头的同一命令", en: "say the same command after request")
    case "request_changed":
      Bilingual(zh: "先看 show request \(request)", en: "see show request \(request) first")
    case "request_not_shown":
      Bilingual(
        zh: "先看 show request \(request)，或写 approve \(request) version \(version)",
        en: "see show request \(request) first, or say approve \(request) version \(version)")
    case "review_open": reopening(facts)
    case "nothing_to_break":
      Bilingual(
        zh: "写明是哪个申请，如 break glass 7 reason ...；别人都不能批准时，管理员可以直接 add operator",
        en: """
          name the request, as in break glass 7 reason ...; while nobody else can approve, an administrator can add \
          operator alone
          """)
    default: nil
    }
  }

  private static func reopening(_ facts: JSONValue) -> Bilingual {
    guard case .array(let reviews)? = facts["reviews"] else {
      return Bilingual(zh: "先 sign review", en: "sign review first")
    }
    let numbers = reviews.map { number($0["review"]) }.joined(separator: " ")
    return Bilingual(
      zh: "先 sign review，或写明 reopening review \(numbers)",
      en: "have it signed (sign review), or say reopening review \(numbers)")
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { text } else { "BANK" }
  }

  private static func number(_ value: JSONValue?) -> String {
    if case .integer(let number)? = value { "\(number)" } else { "N" }
  }
}

extension Refusal {
  /// The message with what can be typed against it.
  var told: Bilingual { message.followed(by: AdminRemedies().remedy(for: code, .object(facts))) }
}

extension CheckResult {
  /// Why a check did not pass, with what can be typed or set against it.
  var why: Bilingual? { outcome.why?.followed(by: remedy) }

  private var remedy: Bilingual? {
    switch outcome {
    case .failed, .conditional:
      limit == .answer ? Bilingual(zh: "时限可用 within 调整", en: "within sets the limit") : nil
    case .notMade, .passed: nil
    }
  }
}
