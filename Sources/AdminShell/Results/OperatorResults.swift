import Domain
import Program
import RolloutControl
import Text

extension Listing where Row == OperatorReport {
  /// `show operators`: who may do what, and who reads unusually much about people. Without
  /// notes it is what `add operator` made of one of them.
  static func operators(_ operators: [OperatorReport], hasNotes: Bool = true, isSandbox: Bool) -> Listing {
    let notes = [
      Bilingual(
        zh: "沙箱中，角色只防误操作：能写数据库文件的人可以绕过。",
        en: "In a sandbox, roles only prevent mistakes: anyone who can write the file can bypass them."),
      Bilingual(zh: "未登记的人都是管理员。", en: "Anyone not registered is an administrator."),
    ]
    return Listing(
      operators,
      [
        Field("operator", zh: "操作员", en: "operator") { .init($0.name, .bold) },
        Field("role", zh: "角色", en: "role") { .init($0.role.title.chosen, csv: $0.role.rawValue) },
        Field("addedAt", zh: "登记时间", en: "added") {
          .init($0.record?.addedAt.short ?? "", csv: $0.record?.addedAt.description ?? "")
        },
        Field("addedBy", zh: "登记人", en: "added by") { .init($0.record?.addedBy ?? "") },
        Field("reads", zh: "24 小时查看人次", en: "personal reads in 24 h", .right) { report in
          let reads = "\(report.reading.lastDay)"
          return report.reading.standsOut ? .init(reads + " !", .red, .bold, csv: reads) : .init(reads)
        },
        Field("usualReads", zh: "他人平均", en: "peer average", .right) { .init("\($0.reading.usual)") },
      ], keepsEmptyColumns: true,
      below: { language, paint in
        hasNotes && isSandbox ? notes.map { paint($0[language], .dim) + "\n" }.joined() : ""
      }
    ) { $0.json }
  }
}

extension OperatorReport {
  fileprivate var json: JSONValue {
    [
      "operator": .string(name), "role": .string(role.rawValue), "registered": .bool(record != nil),
      "addedAt": JSONValue(record?.addedAt), "addedBy": JSONValue(record?.addedBy), "reads": JSONValue(reading.lastDay),
      "usualReads": JSONValue(reading.usual), "standsOut": .bool(reading.standsOut),
    ]
  }

  /// The role. In a sandbox everybody who is not registered is an administrator.
  fileprivate var role: OperatorRole { record?.role ?? .administrator }
}

extension Listing where Row == EmergencyReview {
  /// `show reviews`, `sign review N`
  static func reviews(_ reviews: [EmergencyReview]) -> Listing {
    Listing(
      reviews,
      [
        Field("review", zh: "编号", en: "number", .right) { .init("\($0.number)", .bold) },
        Field("revision", zh: "版本", en: "revision", .right) { .init("\($0.revision)") },
        Field("author", zh: "操作员", en: "operator") { .init($0.author) },
        Field("madeAt", zh: "时间", en: "time") { .init($0.madeAt.short, csv: $0.madeAt.description) },
        Field("reason", zh: "原因", en: "reason") { .stored($0.reason) },
        Field("signedBy", zh: "签认人", en: "signed by") { review in
          review.signed.map { .init($0.by, .green) }
            ?? .init(Bilingual(zh: "未签认", en: "unsigned").chosen, .yellow, csv: "")
        },
      ],
      empty: Bilingual(zh: "没有紧急操作", en: "No emergencies"), keepsEmptyColumns: true
    ) {
      [
        "review": JSONValue($0.number), "revision": JSONValue($0.revision), "author": .string($0.author),
        "reason": .string($0.reason), "madeAt": JSONValue($0.madeAt), "signedBy": JSONValue($0.signed?.by),
        "signedAt": JSONValue($0.signed?.at),
      ]
    }
  }
}

/// An edit with `emergency`.
struct EmergencyResult: CommandResult {
  let revision: Revision
  let review: EmergencyReview
  /// The conflicts with the schedule.
  var clashes: [ScheduleClash] = []

  /// The JSON, with `conflicts` as in `commit`.
  var json: JSONValue {
    .object([
      .init("revision", JSONValue(revision.number)), .init("hash", .string(revision.hash)),
      .init("effectiveAt", JSONValue(revision.effectiveAt)), .init("review", JSONValue(review.number)),
      .init("conflicts", .array(clashes.map(\.json))),
    ])
  }

  var table: Table { Listing.reviews([review]).table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let said = Bilingual(
      zh: "版本 \(revision.number) 已生效；复核 \(review.number) 须由他人签认",
      en: "Revision \(revision.number) is in force; review \(review.number) must be signed by someone else")
    return paint(said[language], .yellow) + "\n" + clashes.text(language, paint)
  }
}

/// `confirm`: the confirmed commits.
struct ConfirmResult: CommandResult {
  let confirmed: [UnconfirmedCommit]
  /// The conflicts with the schedule.
  var clashes: [ScheduleClash] = []

  /// The JSON, with `conflicts` as in `commit` if there are any.
  var json: JSONValue {
    .object(
      [.init("confirmed", .array(confirmed.map { JSONValue($0.revision) }))]
        + (clashes.isEmpty ? [] : [.init("conflicts", .array(clashes.map(\.json)))]))
  }

  var table: Table {
    Table(
      confirmed,
      [
        Field("revision", zh: "版本", en: "revision", .right) { .init("\($0.revision)") },
        Field("author", zh: "提交人", en: "author") { .init($0.author) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    confirmed.map { commit in
      let said = Bilingual(
        zh: "已确认版本 \(commit.revision)（\(commit.author)）",
        en: "Revision \(commit.revision) (\(commit.author)) confirmed")
      return paint(said[language], .green) + "\n"
    }.joined() + clashes.text(language, paint)
  }
}
