import Domain
import Program
import RolloutControl
import Text

/// The effects of a commit beside its own changes, shown before it is made: `commit check`, `impact`, `plan`, `show
/// request`.
///
/// `{"confirms":[5],"reopens":[{"review":1,"revision":4,"author":"li","reason":"fraud","paths":["service"]}],
/// "drops":[{"scheduled":3,"author":"wang","effectiveAt":"..."}],"conflicts":[...]}`, with `conflicts` as in `commit`:
/// the conflicts with the schedule.
struct Consequences {
  /// The unconfirmed revisions that the commit would confirm.
  var confirms: [Int] = []
  var reopens: [Reopening] = []
  /// The conflicts with the schedule, as that is played through.
  var clashes: [ScheduleClash] = []

  /// The scheduled commits that will be dropped.
  private var drops: [ScheduledCommit] { clashes.filter { !$0.isNew && $0.fate.isDropped }.map(\.dropped) }

  var members: [JSONValue.Member] {
    [
      .init("confirms", .array(confirms.map { JSONValue($0) })), .init("reopens", .array(reopens.map(\.json))),
      .init(
        "drops",
        .array(
          drops.map {
            [
              "scheduled": JSONValue($0.number), "author": .string($0.author), "effectiveAt": JSONValue($0.effectiveAt),
            ]
          })), .init("conflicts", .array(clashes.map(\.json))),
    ]
  }

  /// A line each.
  func text(_ language: Language, _ paint: Paint, _ names: SubjectNames) -> String {
    let lines =
      (confirms.isEmpty ? [] : [Self.confirming(confirms)]) + reopens.map { Self.reopening($0, names) }
      + clashes.map(\.message)
    return lines.map { paint($0[language].withoutControls, .yellow) + "\n" }.joined()
  }

  static func confirming(_ revisions: [Int]) -> Bilingual {
    let numbers = revisions.map(String.init)
    return Bilingual(
      zh: "提交将同时确认版本 \(numbers.joined(separator: "、"))",
      en: "The commit will also confirm revision \(numbers.joined(separator: ", "))")
  }

  private static func reopening(_ reopening: Reopening, _ names: SubjectNames) -> Bilingual {
    let (review, reopened) = (reopening.review, names.list(reopening.changes.map(\.path)))
    return Bilingual(
      zh: """
        将重新打开 \(review.author) 紧急关闭的内容（\(reopened.zh)），复核 \(review.number) 尚未签认：提交时须加 \
        reopening review \(review.number)
        """,
      en: """
        Reopens what \(review.author) closed in an emergency (\(reopened.en)); review \(review.number) is not signed. Add \
        reopening review \(review.number) to the commit
        """)
  }
}

extension CommitForecast {
  var consequences: Consequences {
    Consequences(confirms: confirms.map(\.revision), reopens: impact.reopens, clashes: clashes)
  }
}

extension PlannedCommit {
  var consequences: Consequences { Consequences(confirms: confirms, reopens: reopens, clashes: clashes) }
}
