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

  var lines: [Bilingual] {
    (confirms.isEmpty ? [] : [Self.confirming(confirms)]) + reopens.map(Self.reopening) + clashes.map(\.message)
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    lines.map { paint($0[language].withoutControls, .yellow) + "\n" }.joined()
  }

  static func confirming(_ revisions: [Int]) -> Bilingual {
    let numbers = revisions.map(String.init)
    return Bilingual(
      zh: "提交会同时确认版本 \(numbers.joined(separator: "、"))",
      en: "The commit also confirms revision \(numbers.joined(separator: ", "))")
  }

  private static func reopening(_ reopening: Reopening) -> Bilingual {
    let (review, paths) = (reopening.review, reopening.changes.map(\.path))
    return Bilingual(
      zh: """
        重新打开 \(review.author) 紧急操作关闭的内容（\(paths.joined(separator: "、"))），第 \(review.number) 号复核尚未签认：\
        要写 reopening review \(review.number)
        """,
      en: """
        reopens what an emergency of \(review.author) closed (\(paths.joined(separator: ", "))), whose review is not \
        signed: takes reopening review \(review.number)
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
