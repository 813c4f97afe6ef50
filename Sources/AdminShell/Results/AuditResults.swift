import Domain
import Program
import Store
import Text

/// `audit verify`
struct VerdictResult: CommandResult {
  let verdict: AuditVerdict
  /// The noted head that the operator gave.
  var noted: String?

  var json: JSONValue {
    .object([
      .init("intact", .bool(verdict.isIntact)), .init("records", JSONValue(verdict.records)),
      .init("head", .string(verdict.head)), .init("problem", JSONValue(verdict.problem?.message.chosen)),
      .init("code", JSONValue(verdict.problem?.code)), .init("expected", expected),
      .init("reanchored", .array(verdict.reanchorings.map(\.json))),
    ])
  }

  /// The given head, with the record that it is of.
  private var expected: JSONValue {
    noted.map { ["head": .string($0), "record": JSONValue(verdict.expected)] } ?? .null
  }

  var table: Table {
    Table(
      [verdict],
      [
        Field("intact", zh: "完整", en: "intact") { .init("\($0.isIntact)") },
        Field("records", zh: "记录", en: "records", .right) { .init("\($0.records)") },
        Field("head", zh: "链头哈希", en: "head") { .init($0.head) },
        Field("problem", zh: "问题", en: "problem") { .init($0.problem?.message.chosen ?? "") },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let facts = Bilingual(
      zh: "\(verdict.records) 条记录，链头哈希 \(verdict.head)", en: "\(verdict.records) records, head \(verdict.head)")
    guard let problem = verdict.problem else {
      let intact = Bilingual(zh: "审计链完整", en: "Audit chain intact")[language]
      return paint(intact, .green) + (language == .zh ? "：" : ": ") + facts[language] + "\n" + found(language)
        + reanchored(language)
    }
    let broken = Bilingual(zh: "审计链已损坏", en: "Audit chain broken")[language]
    return paint(broken, .red, .bold) + (language == .zh ? "：" : ": ") + problem.message[language]
      + " [\(problem.code)]\n"
      + facts[language] + "\n" + found(language) + reanchored(language)
  }

  private func reanchored(_ language: Language) -> String {
    verdict.reanchorings.map { $0.text[language].withoutControls + "\n" }.joined()
  }

  private func found(_ language: Language) -> String {
    guard let position = verdict.expected else { return "" }
    return Bilingual(
      zh: "您提供的链头哈希对应第 \(position) 条记录", en: "The head you gave is record \(position)")[language] + "\n"
  }
}

extension Listing where Row == AuditHead {
  /// `audit head`
  static func head(_ head: AuditHead) -> Listing {
    Listing(
      [head],
      [
        Field("records", zh: "记录", en: "records", .right) { .init("\($0.records)") },
        Field("head", zh: "链头哈希", en: "head") { .init($0.hash) },
      ], json: { ["records": JSONValue(head.records), "head": .string(head.hash)] })
  }
}

extension Listing where Row == AuditRecord {
  /// `audit show`
  static func records(_ records: [AuditRecord]) -> Listing {
    Listing(
      records,
      [
        Field("sequence", zh: "编号", en: "number", .right) { .init("\($0.sequence)") },
        Field("at", zh: "时间", en: "time") { .init($0.at.short, csv: $0.at.description) },
        Field("author", zh: "操作员", en: "operator") { .init($0.author) },
        Field("action", zh: "动作", en: "action") { .init($0.action) },
        Field("object", zh: "对象", en: "object") { .init($0.object) },
        Field("detail", zh: "详情", en: "detail") { record in
          .init(record.detail.readable.truncated(to: 48), csv: record.detail.compact)
        },
        Field("hash", zh: "哈希", en: "hash") { .init(String($0.hash.prefix(12)), .dim, csv: $0.hash) },
      ]
    ) { record in
      [
        "sequence": JSONValue(record.sequence), "at": JSONValue(record.at), "author": .string(record.author),
        "action": .string(record.action), "object": .string(record.object), "detail": record.detail,
        "hash": .string(record.hash),
      ]
    }
  }
}

extension JSONValue {
  /// What people read of a record's detail: `reason step_lost, step 2`.
  fileprivate var readable: String {
    switch self {
    case .object(let members):
      members.filter { !$0.value.readable.isEmpty }.map { "\($0.key) \($0.value.readable)" }.joined(separator: ", ")
    case .array(let elements): elements.map(\.readable).joined(separator: " ")
    case .string(let text): Moment(text: text)?.short ?? Bilingual(stored: text).chosen
    case .null: ""
    default: compact
    }
  }
}

/// `audit reanchor`
struct ReanchoredResult: CommandResult {
  let reanchoring: Reanchoring

  var json: JSONValue { reanchoring.json }

  var table: Table {
    Table(
      [reanchoring],
      [
        Field("record", zh: "记录", en: "record", .right) { .init("\($0.record)") },
        Field("before", zh: "原链头哈希", en: "previous head") { .init($0.before?.hash ?? "") },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    paint(reanchoring.text[language].withoutControls, .green) + "\n"
  }
}

/// `registry update`
struct RegistryUpdatedResult: CommandResult {
  let fingerprint: String

  var json: JSONValue { ["registry": .string(fingerprint)] }

  var table: Table {
    Table([fingerprint], [Field("registry", zh: "登记资料", en: "registry") { .init($0) }])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let said = Bilingual(
      zh: "登记资料已更新（指纹 \(fingerprint.prefix(12))）",
      en: "Registry updated (fingerprint \(fingerprint.prefix(12)))")
    return paint(said[language], .green) + "\n"
  }
}

extension Reanchoring {
  fileprivate var json: JSONValue {
    [
      "record": JSONValue(record), "at": JSONValue(at), "by": .string(author), "reason": .string(reason),
      "before": before.map { ["records": JSONValue($0.records), "head": .string($0.hash)] } ?? .null,
    ]
  }

  fileprivate var text: Bilingual {
    let head = before.map { "\($0.records) \($0.hash)" }
    return Bilingual(
      zh: "\(author) 于 \(at.short) 重新锚定审计链（第 \(record) 条）：\(reason)；原链头：\(head ?? "无")",
      en:
        "Reanchored by \(author) at \(at.short) (record \(record)): \(reason); previous head: \(head ?? "none")"
    )
  }
}
