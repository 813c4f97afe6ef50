import Domain
import Program
import RolloutControl
import Text

/// `commit`: the revision made, or the number of the scheduled commit.
struct CommitResult: CommandResult {
  let outcome: CommitOutcome
  /// The conflicts with scheduled commits.
  var clashes: [ScheduleClash] = []
  /// The unconfirmed revisions that the commit confirmed.
  var confirms: [Int] = []

  /// The JSON. `conflicts` are warnings, and prevented nothing.
  var json: JSONValue {
    document.setting("conflicts", .array(clashes.map(\.json)))
      .setting("confirms", .array(confirms.map { JSONValue($0) }))
  }

  private var document: JSONValue {
    switch outcome {
    case .committed(let revision):
      .object([
        .init("revision", JSONValue(revision.number)), .init("hash", .string(revision.hash)),
        .init("effectiveAt", JSONValue(revision.effectiveAt)),
      ])
    case .unconfirmed(let revision, let until):
      .object([
        .init("revision", JSONValue(revision.number)), .init("hash", .string(revision.hash)),
        .init("effectiveAt", JSONValue(revision.effectiveAt)), .init("confirmBy", JSONValue(until)),
      ])
    case .scheduled(let commit):
      .object([.init("scheduled", JSONValue(commit.number)), .init("effectiveAt", JSONValue(commit.effectiveAt))])
    }
  }

  var table: Table {
    let (revision, scheduled, until): (Revision?, ScheduledCommit?, Moment?) =
      switch outcome {
      case .committed(let revision): (revision, nil, nil)
      case .unconfirmed(let revision, let until): (revision, nil, until)
      case .scheduled(let commit): (nil, commit, nil)
      }
    return Table(
      [outcome],
      [
        Field("revision", zh: "版本", en: "revision") { _ in .init(revision.map { "\($0.number)" } ?? "") },
        Field("scheduled", zh: "定时提交", en: "scheduled") { _ in .init(scheduled.map { "\($0.number)" } ?? "") },
        Field("hash", zh: "哈希", en: "hash") { _ in .init(revision?.hash ?? "") },
        Field("effectiveAt", zh: "生效", en: "effective") { _ in
          let time = revision?.effectiveAt ?? scheduled?.effectiveAt
          return .init(time?.short ?? "", csv: time?.description ?? "")
        },
        Field("confirmBy", zh: "确认期限", en: "confirm by") { _ in
          .init(until?.short ?? "", csv: until?.description ?? "")
        },
      ])
  }

  /// The outcome in a sentence.
  var message: Bilingual {
    switch outcome {
    case .committed(let revision):
      Bilingual(
        zh: "版本 \(revision.number) 已生效（\(revision.hash.prefix(12))）",
        en: "Revision \(revision.number) is in force (\(revision.hash.prefix(12)))")
    case .unconfirmed(let revision, let until):
      Bilingual(
        zh: "版本 \(revision.number) 已生效（\(revision.hash.prefix(12))）。请在 \(until.short) 前 confirm，否则自动撤销",
        en: """
          Revision \(revision.number) is in force (\(revision.hash.prefix(12))). Confirm it before \(until.short), or it is \
          undone
          """)
    case .scheduled(let commit):
      Bilingual(
        zh: "已设为定时提交 \(commit.number)，将于 \(commit.effectiveAt.short) 生效",
        en: "Scheduled as commit \(commit.number), effective \(commit.effectiveAt.short)")
    }
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let confirmed = confirms.isEmpty ? "" : paint(Self.confirmed(confirms)[language], .yellow) + "\n"
    return paint(message[language], .green) + "\n" + confirmed + clashes.text(language, paint)
  }

  private static func confirmed(_ revisions: [Int]) -> Bilingual {
    let numbers = revisions.map(String.init)
    return Bilingual(
      zh: "同时确认了版本 \(numbers.joined(separator: "、"))",
      en: "This also confirms revision \(numbers.joined(separator: ", "))")
  }
}
