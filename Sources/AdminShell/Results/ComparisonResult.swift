import Domain
import Program
import RolloutControl
import Text

/// `compare` and `commit check`: the differences, as a diff.
struct ComparisonResult: CommandResult {
  let from: Comparison.Reference
  let to: Comparison.Reference
  let changes: [RolloutChange]
  let catalogue: Catalogue

  var json: JSONValue {
    .object([
      .init("from", from.json), .init("to", to.json),
      .init("changes", .array(changes.map(\.json))),
    ])
  }

  var table: Table {
    Table(
      changes,
      [
        Field("path", zh: "位置", en: "path") { .init($0.path) },
        Field("from", zh: "从", en: "from") { .init($0.from.json.plain) },
        Field("to", zh: "到", en: "to") { .init($0.to.json.plain) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let title = paint("\(from.name[language]) → \(to.name[language])", .bold)
    guard !changes.isEmpty else {
      return title + Bilingual(zh: "：没有差异", en: ": no differences")[language] + "\n"
    }
    let wording = ChangeWording(wording: Wording(catalogue: catalogue, language: language))
    let lines = changes.flatMap { change in
      let subject = wording.subject(change.subject)
      return [
        paint("- \(subject)\(wording.setting(change.from, of: change.subject))", .red),
        paint("+ \(subject)\(wording.setting(change.to, of: change.subject))", .green),
      ]
    }
    return ([title] + lines).map { $0 + "\n" }.joined()
  }
}

extension Comparison.Reference {
  var json: JSONValue {
    switch self {
    case .revision(let number): JSONValue(number)
    case .candidate: "candidate"
    case .request(let number): .string("request \(number)")
    case .scheduled(let number): .string("scheduled \(number)")
    case .plan: "plan"
    case .file: "file"
    }
  }

  var name: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number)", en: "revision \(number)")
    case .candidate: Bilingual(zh: "候选版本", en: "candidate")
    case .request(let number): Bilingual(zh: "申请 \(number)", en: "request \(number)")
    case .scheduled(let number): Bilingual(zh: "定时提交 \(number)", en: "scheduled commit \(number)")
    case .plan: Bilingual(zh: "执行脚本之后", en: "after the script")
    case .file(let path): Bilingual(same: path)
    }
  }
}

/// The wording of one change for people.
struct ChangeWording {
  let wording: Wording

  func subject(_ subject: RolloutChange.Subject) -> String {
    let (kind, name): (Bilingual, String) =
      switch subject {
      case .service: (Bilingual(zh: "服务", en: "service"), "")
      case .channel(let channel): (Bilingual(zh: "渠道", en: "channel"), " \(channel.rawValue)")
      case .region(let code): (Bilingual(zh: "地区", en: "region"), " \(wording.name(code)) \(code)")
      case .bank(let code): (Bilingual(zh: "银行", en: "bank"), " \(wording.name(code)) \(code)")
      case .policy(let name): (Bilingual(zh: "策略", en: "policy"), " \(name)")
      case .registryBank(let code): (Bilingual(zh: "登记银行", en: "registered bank"), " \(code)")
      case .regionName(let code): (Bilingual(zh: "地区名称", en: "name of region"), " \(code)")
      case .bankName(let code): (Bilingual(zh: "银行名称", en: "name of bank"), " \(code)")
      }
    return (kind[wording.language] + name + (wording.language == .zh ? "：" : ": ")).withoutControls
  }

  func setting(_ setting: RolloutSetting, of subject: RolloutChange.Subject) -> String {
    let text =
      switch setting {
      case .service(let service): wording.service(service)
      case .channel(let isOpen): wording.channel(isOpen: isOpen)
      case .region(let share): wording.share(share)
      case .bank(let state): wording.bank(state)
      case .policy(let value): value ?? Bilingual(zh: "默认", en: "default")[wording.language]
      case .registryBank(let bank): wording.entry(bank)
      case .regionName(let name): wording.name(name?.name ?? ownName(of: subject), full: name?.fullName)
      case .bankName(let name): wording.name(name ?? ownName(of: subject), full: nil)
      }
    return text.withoutControls
  }

  private func ownName(of subject: RolloutChange.Subject) -> Bilingual? {
    switch subject {
    case .regionName(let code): wording.catalogue.ownName(of: code)
    case .bankName(let code): wording.catalogue.ownName(of: code)
    case .service, .channel, .region, .bank, .policy, .registryBank: nil
    }
  }
}

extension JSONValue {
  /// A text without its quotes; anything else as JSON.
  var plain: String {
    if case .string(let text) = self { text } else { compact }
  }
}
