import Domain
import Program
import RolloutControl
import Text

/// The remedies against faults: the commands to type at the console.
public struct AdminRemedies: Remedies {
  private let names: SubjectNames

  /// By the catalogue messages call regions and banks by their names.
  public init(_ catalogue: Catalogue? = nil) { names = SubjectNames(catalogue) }

  public func message(of fault: any Fault) -> Bilingual {
    // A diagnostic has its cause's remedy in its message.
    if let diagnostic = fault as? Diagnostic { return diagnostic.message }
    return fault.told(names).followed(by: remedy(for: fault.code, .object(fault.facts)))
  }

  public func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    Self.listing(code) ?? Self.rollout(code, facts) ?? Self.bank(code, facts) ?? Self.approval(code, facts)
      ?? SharedRemedies().remedy(for: code, facts)
  }

  /// The remedy against an unknown number or name: the list of known ones.
  private static func listing(_ code: String) -> Bilingual? {
    let lists = [
      "unknown_revision": "history", "unknown_operator": "operators", "unknown_request": "requests",
      "unknown_review": "reviews", "not_pending": "schedule", "rotation_in_progress": "keys network",
    ]
    return lists[code].map { list in
      Bilingual(
        zh: "请用 show \(list) 查看",
        en: "see show \(list)")
    }
  }

  private static func rollout(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "revision_conflict": Bilingual(zh: "请 discard 后重做", en: "discard, then make your change again")
    case "losses_exceed_expected": Bilingual(zh: "详见 impact", en: "see impact")
    case "losses_not_expected":
      Bilingual(
        zh: "确认无误请用 commit expecting lost \(number(facts["lost"]))",
        en: "to go ahead, use commit expecting lost \(number(facts["lost"]))")
    case "several_commits":
      Bilingual(
        zh: "请分成几个文件，前一个执行之后再 request apply 下一个",
        en: "put each in its own file, and request apply the next one after the previous one is carried out")
    default: nil
    }
  }

  private static func bank(_ code: String, _ facts: JSONValue) -> Bilingual? {
    let bank = text(facts["bank"])
    return switch code {
    case "private_address":
      Bilingual(zh: "专线请加 lines private", en: "for a leased line, add lines private")
    case "endpoint_missing":
      Bilingual(zh: "请先执行 endpoint \(bank) URL", en: "run endpoint \(bank) URL first")
    case "keys_missing": Bilingual(zh: "请先执行 key \(bank) FILE", en: "run key \(bank) FILE first")
    case "bank_keys_differ":
      Bilingual(
        zh: "请与银行核对，或用 key \(bank) FILE 登记现在的公钥",
        en: "ask the bank, or register its present keys with key \(bank) FILE")
    case "bank_not_certified":
      Bilingual(zh: "请先执行 certify bank，或将其断开", en: "run certify bank first, or disconnect them")
    case "maintenance_overlaps":
      Bilingual(zh: "请先 cancel maintenance", en: "run cancel maintenance first")
    case "registry_conflict" where facts["bank"] != nil:
      Bilingual(zh: "请用 rename bank 改名", en: "use rename bank to rename it")
    case "registry_conflict" where facts["codes"] != nil:
      Bilingual(zh: "请用 add bank 登记，或将其断开", en: "add them with add bank, or disconnect them")
    case "bank_not_added": Bilingual(zh: "可用 disconnect bank 断开", en: "use disconnect bank to close it")
    case "bank_not_closed":
      Bilingual(zh: "请先执行 disconnect bank \(bank)", en: "run disconnect bank \(bank) first")
    default: nil
    }
  }

  private static func approval(_ code: String, _ facts: JSONValue) -> Bilingual? {
    let request = number(facts["request"])
    let version = number(facts["version"])
    return switch code {
    case "not_an_operator":
      Bilingual(zh: "请管理员执行 add operator", en: "ask an administrator to run add operator")
    case "approval_required":
      Bilingual(zh: "请在命令前加 request", en: "put request before the command")
    case "request_changed":
      Bilingual(zh: "请先看 show request \(request)", en: "see show request \(request) first")
    case "request_not_shown":
      Bilingual(
        zh: "请先看 show request \(request)，或用 approve \(request) version \(version)",
        en: "see show request \(request) first, or use approve \(request) version \(version)")
    case "review_open": reopening(facts)
    case "nothing_to_break":
      Bilingual(
        zh: "请写明申请，如 break glass 7 reason ...；没有他人可以批准时，管理员可以直接 add operator",
        en: """
          name the request, for example break glass 7 reason ...; while nobody else can approve, an administrator can \
          run add operator directly
          """)
    default: nil
    }
  }

  private static func reopening(_ facts: JSONValue) -> Bilingual {
    guard case .array(let reviews)? = facts["reviews"] else {
      return Bilingual(zh: "请他人先 sign review", en: "have it signed first (sign review)")
    }
    let numbers = reviews.map { number($0["review"]) }.joined(separator: " ")
    return Bilingual(
      zh: "请他人先 sign review，或在提交时加 reopening review \(numbers)",
      en: "have it signed first (sign review), or add reopening review \(numbers)")
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { text } else { "BANK" }
  }

  private static func number(_ value: JSONValue?) -> String {
    if case .integer(let number)? = value { "\(number)" } else { "N" }
  }
}

extension Refusal {
  /// The message with its remedy.
  var told: Bilingual { message.followed(by: AdminRemedies().remedy(for: code, .object(facts))) }
}

extension CheckResult {
  /// The reason for which a check did not pass, with its remedy.
  var why: Bilingual? { outcome.why?.followed(by: remedy) }

  private var remedy: Bilingual? {
    switch outcome {
    case .failed, .conditional:
      limit == .answer ? Bilingual(zh: "时限可用 within 调整", en: "set the limit with within") : nil
    case .notMade, .passed: nil
    }
  }
}
