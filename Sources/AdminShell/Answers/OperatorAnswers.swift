import Domain
import Program
import RolloutControl
import Text

/// `show operators`: who may do what, and who reads unusually much about people.
struct OperatorsAnswer: Answer {
  let operators: [OperatorReport]
  let isSandbox: Bool

  var json: JSONValue {
    .array(
      operators.map { report in
        [
          "operator": .string(report.name), "role": .string(report.role.rawValue),
          "registered": .bool(report.record != nil), "addedAt": JSONValue(report.record?.addedAt),
          "addedBy": JSONValue(report.record?.addedBy), "reads": JSONValue(report.reading.lastDay),
          "usualReads": JSONValue(report.reading.usual), "standsOut": .bool(report.reading.standsOut),
        ]
      })
  }

  var table: Table {
    var table = Table([
      .init("operator", zh: "操作员", en: "operator"), .init("role", zh: "角色", en: "role"),
      .init("addedAt", zh: "登记时间", en: "since"), .init("addedBy", zh: "登记人", en: "by"),
      .init("reads", zh: "24 小时查看人次", en: "reads about people in 24 h", .right),
      .init("usualReads", zh: "他人通常", en: "usual of others", .right),
    ])
    for report in operators {
      let reads = "\(report.reading.lastDay)"
      table.add([
        .init(report.name, .bold), .init(report.role.title.chosen, csv: report.role.rawValue),
        .init(report.record?.addedAt.short ?? "", csv: report.record?.addedAt.description ?? ""),
        .init(report.record?.addedBy ?? ""),
        report.reading.standsOut ? .init(reads + " !", .red, .bold, csv: reads) : .init(reads),
        .init("\(report.reading.usual)"),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let note = Bilingual(
      zh: "沙箱中没有登记的人都是管理员。", en: "In a sandbox whoever is not registered is an administrator.")
    let guarding = Bilingual(
      zh: "使用 SQLite 时，能写数据库文件的人不受角色约束：角色只防失误。",
      en: "On SQLite roles guard against mistakes only: whoever can write the file is not held by them.")
    return table.text(language, paint)
      + ([guarding] + (isSandbox ? [note] : [])).map { paint($0[language], .dim) + "\n" }.joined()
  }
}

extension OperatorReport {
  /// In a sandbox whoever is not registered is an administrator.
  fileprivate var role: OperatorRole { record?.role ?? .administrator }
}

/// `show reviews`, `sign review N`
struct ReviewsAnswer: Answer {
  let reviews: [EmergencyReview]

  var json: JSONValue {
    .array(
      reviews.map {
        [
          "review": JSONValue($0.number), "revision": JSONValue($0.revision), "author": .string($0.author),
          "reason": .string($0.reason), "madeAt": JSONValue($0.madeAt), "signedBy": JSONValue($0.signed?.by),
          "signedAt": JSONValue($0.signed?.at),
        ]
      })
  }

  var table: Table {
    var table = Table([
      .init("review", zh: "编号", en: "number", .right), .init("revision", zh: "版本", en: "revision", .right),
      .init("author", zh: "操作员", en: "operator"), .init("madeAt", zh: "时间", en: "time"),
      .init("reason", zh: "原因", en: "reason"), .init("signedBy", zh: "签认", en: "signed by"),
    ])
    for review in reviews {
      let open = Bilingual(zh: "尚未复核", en: "not yet").chosen
      table.add([
        .init("\(review.number)", .bold), .init("\(review.revision)"), .init(review.author),
        .init(review.madeAt.short, csv: review.madeAt.description), .init(review.reason),
        review.signed.map { .init($0.by, .green) } ?? .init(open, .yellow, csv: ""),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard reviews.isEmpty else { return table.text(language, paint) }
    return Bilingual(zh: "没有紧急操作", en: "no emergency")[language] + "\n"
  }
}

/// An edit with `emergency`.
struct EmergencyAnswer: Answer {
  let revision: Revision
  let review: EmergencyReview
  /// What it does to the schedule.
  var clashes: [ScheduleClash] = []

  /// `conflicts` as `commit` gives them.
  var json: JSONValue {
    .object([
      .init("revision", JSONValue(revision.number)), .init("hash", .string(revision.hash)),
      .init("effectiveAt", JSONValue(revision.effectiveAt)), .init("review", JSONValue(review.number)),
      .init("conflicts", .array(clashes.map(\.json))),
    ])
  }

  var table: Table { ReviewsAnswer(reviews: [review]).table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let said = Bilingual(
      zh: "版本 \(revision.number) 已生效；第 \(review.number) 号复核等别人签认",
      en: "revision \(revision.number) is in force; review \(review.number) waits for somebody else to sign it")
    return paint(said[language], .yellow) + "\n" + clashes.text(language, paint)
  }
}

/// `confirm`: what stays now.
struct ConfirmAnswer: Answer {
  let confirmed: [UnconfirmedCommit]
  /// What it does to the schedule.
  var clashes: [ScheduleClash] = []

  /// `conflicts` as `commit` gives them, where there are any.
  var json: JSONValue {
    .object(
      [.init("confirmed", .array(confirmed.map { JSONValue($0.revision) }))]
        + (clashes.isEmpty ? [] : [.init("conflicts", .array(clashes.map(\.json)))]))
  }

  var table: Table {
    var table = Table([
      .init("revision", zh: "版本", en: "revision", .right), .init("author", zh: "作者", en: "author"),
    ])
    for commit in confirmed { table.add([.init("\(commit.revision)"), .init(commit.author)]) }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    confirmed.map { commit in
      let said = Bilingual(
        zh: "已确认版本 \(commit.revision)（\(commit.author)）",
        en: "revision \(commit.revision) (\(commit.author)) is confirmed")
      return paint(said[language], .green) + "\n"
    }.joined() + clashes.text(language, paint)
  }
}
