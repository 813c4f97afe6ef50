import Domain
import Program
import RolloutControl
import Text

/// `compare` and `commit check`: what differs, as a diff.
struct ComparisonAnswer: Answer {
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
        Column("path", zh: "位置", en: "path") { .init($0.path) },
        Column("from", zh: "从", en: "from") { .init($0.from.plain) },
        Column("to", zh: "到", en: "to") { .init($0.to.plain) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let title = paint("\(from.name[language]) → \(to.name[language])", .bold)
    guard !changes.isEmpty else {
      return title + Bilingual(zh: "：没有差异", en: ": no difference")[language] + "\n"
    }
    let wording = ChangeWording(wording: Wording(catalogue: catalogue, language: language))
    let lines = changes.flatMap { change in
      let subject = wording.subject(change)
      return [
        paint("- \(subject)\(wording.value(change.from, of: change))", .red),
        paint("+ \(subject)\(wording.value(change.to, of: change))", .green),
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
    case .scheduled(let number): Bilingual(zh: "\(number) 号排期", en: "scheduled commit \(number)")
    case .plan: Bilingual(zh: "执行脚本之后", en: "after the script")
    case .file(let path): Bilingual(zh: path, en: path)
    }
  }
}

/// How one change is said to people.
struct ChangeWording {
  let wording: Wording

  func subject(_ change: RolloutChange) -> String {
    let (kind, name): (Bilingual, String) =
      switch change.subject {
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

  func value(_ value: JSONValue, of change: RolloutChange) -> String {
    let text =
      switch change.subject {
      case .region: Share(text: value.plain).map { wording.share($0) } ?? value.plain
      case .channel: wording.channel(isOpen: value == "open")
      case .service: ServiceState(text: value).map { wording.service($0) } ?? value.plain
      case .bank: bank(value)
      case .policy: value.plain
      case .registryBank: wording.entry(value)
      case .regionName(let code): wording.name(value, own: wording.catalogue.ownName(of: code))
      case .bankName(let code): wording.name(value, own: wording.catalogue.ownName(of: code))
      }
    return text.withoutControls
  }

  private func bank(_ value: JSONValue) -> String {
    if case .string(let reason)? = value["reason"] {
      return wording.bank(.suspended(reason: reason, regions: nil))
    }
    guard let connected = value["connected"] else { return wording.state(.closed) }
    guard case .array(let codes) = connected else { return wording.bank(.connected(.everywhere)) }
    return wording.bank(.connected(.named(codes.map { RegionCode($0.plain) })))
  }
}

extension ServiceState {
  fileprivate init?(text value: JSONValue) {
    if value == "open" {
      self = .open
    } else if case .string(let reason)? = value["paused"] {
      self = .paused(reason: reason)
    } else {
      return nil
    }
  }
}

extension JSONValue {
  /// A text without its quotes; anything else as JSON.
  var plain: String {
    if case .string(let text) = self { text } else { compact }
  }
}
