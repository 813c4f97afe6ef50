import Domain
import Program
import RolloutControl
import Text

extension Listing where Row == Revision {
  /// `show history`: every revision; for people the scheduled commits, too. `timers` are the commits that had to be
  /// confirmed.
  ///
  /// `state` is `unconfirmed`, `confirmed` or `undone`, null for a revision without a timer; `confirmBy` is the end of
  /// its time; `decidedBy` is the operator who confirmed it, `undoneBy` the revision that undid it.
  static func history(
    _ revisions: [Revision], pending: [ScheduledCommit] = [], timers: [UnconfirmedCommit] = []
  ) -> Listing {
    func timer(_ revision: Revision) -> UnconfirmedCommit? { timers.first { $0.revision == revision.number } }
    return Listing(
      revisions,
      [
        Field("revision", zh: "版本", en: "revision", .right) { .init("\($0.number)", .bold) },
        Field("effectiveAt", zh: "生效", en: "effective") {
          .init($0.effectiveAt.short, csv: $0.effectiveAt.description)
        },
        Field("committedAt", zh: "提交", en: "committed") {
          .init($0.committedAt.short, csv: $0.committedAt.description)
        },
        Field("author", zh: "提交人", en: "author") { .init($0.author) },
        Field("comment", zh: "说明", en: "comment") { .stored($0.comment) },
        Field("hash", zh: "哈希", en: "hash") { .init(String($0.hash.prefix(12)), .dim, csv: $0.hash) },
        Field("state", zh: "确认状态", en: "state") { timer($0)?.cell ?? "" },
      ],
      empty: Bilingual(zh: "还没有版本", en: "No revisions yet"), below: { pending.text($0, $1) }
    ) { .object($0.members + (timer($0)?.members ?? UnconfirmedCommit.noMembers)) }
  }
}

extension [ScheduledCommit] {
  /// The text below the history, under a heading of its own.
  fileprivate func text(_ language: Language, _ paint: Paint) -> String {
    guard !isEmpty else { return "" }
    let title = Bilingual(zh: "待生效的定时提交", en: "Scheduled commits")[language]
    return "\n" + paint(title, .bold) + "\n" + Listing.scheduled(self).table.text(language, paint)
  }
}

extension Listing where Row == ScheduledCommit {
  /// `show scheduled`: scheduled commits and their states. `waiting` are the unconfirmed commits, shown to people only.
  static func scheduled(_ commits: [ScheduledCommit], waiting: [UnconfirmedCommit] = []) -> Listing {
    Listing(
      commits,
      [
        Field("scheduled", zh: "编号", en: "number", .right) { .init("\($0.number)", .bold) },
        Field("effectiveAt", zh: "生效", en: "effective") {
          .init($0.effectiveAt.short, csv: $0.effectiveAt.description)
        },
        Field("state", zh: "状态", en: "state") { .init($0.outcome.chosen, csv: $0.state.word) },
        Field("author", zh: "提交人", en: "author") { .init($0.author) },
        Field("comment", zh: "说明", en: "comment") { .stored($0.comment) },
      ],
      empty: Bilingual(zh: "没有定时提交", en: "No scheduled commits"), keepsEmptyColumns: true,
      below: { language, _ in waiting.map { $0.text[language] + "\n" }.joined() }
    ) { commit in
      [
        "scheduled": JSONValue(commit.number), "base": JSONValue(commit.base), "state": .string(commit.state.word),
        "revision": JSONValue(commit.state.revision), "reason": JSONValue(commit.dropReason?.rawValue),
        "committedAt": JSONValue(commit.committedAt), "effectiveAt": JSONValue(commit.effectiveAt),
        "author": .string(commit.author), "comment": .string(commit.comment),
      ]
    }
  }
}

extension Revision {
  /// The members as in `show history` (docs/contract.md, "JSON shapes").
  var members: [JSONValue.Member] {
    [
      .init("revision", JSONValue(number)), .init("committedAt", JSONValue(committedAt)),
      .init("effectiveAt", JSONValue(effectiveAt)), .init("author", .string(author)),
      .init("comment", .string(comment)), .init("hash", .string(hash)),
    ]
  }
}

extension ScheduledCommit.State {
  var word: String {
    switch self {
    case .pending: "pending"
    case .applied: "applied"
    case .dropped: "dropped"
    case .cancelled: "cancelled"
    }
  }

  var revision: Int? {
    if case .applied(let revision) = self { revision } else { nil }
  }

}

extension ScheduledCommit {
  /// The state of the commit in a few words.
  fileprivate var outcome: Bilingual {
    switch state {
    case .pending: Bilingual(zh: "待生效", en: "pending")
    case .applied(let revision): Bilingual(zh: "已成为版本 \(revision)", en: "became revision \(revision)")
    case .cancelled: Bilingual(zh: "已取消", en: "cancelled")
    case .dropped:
      switch dropReason ?? .conflict {
      case .conflict: Bilingual(zh: "已作废（冲突）", en: "dropped (conflict)")
      case .stepLost: Bilingual(zh: "已作废（前一步未生效）", en: "dropped (earlier step lost)")
      case .nothingChanged: Bilingual(zh: "已作废（无需改动）", en: "dropped (nothing to change)")
      case .altered: Bilingual(zh: "已作废（记录被改动）", en: "dropped (record altered)")
      case .bankNotCertified: Bilingual(zh: "已作废（银行认证无效）", en: "dropped (bank not certified)")
      case .preconditionsUnmet: Bilingual(zh: "已作废（前提条件不满足）", en: "dropped (preconditions not met)")
      case .registryConflict: Bilingual(zh: "已作废（登记资料冲突）", en: "dropped (registry conflict)")
      case .authorNotPermitted: Bilingual(zh: "已作废（提交人已无权限）", en: "dropped (author not permitted)")
      case .approvalRequired: Bilingual(zh: "已作废（缺少批准）", en: "dropped (approval missing)")
      case .overrideNeedsApprover: Bilingual(zh: "已作废（强制提交者已不是审批人）", en: "dropped (override not permitted)")
      case .reviewOpen: Bilingual(zh: "已作废（紧急操作未复核）", en: "dropped (emergency not reviewed)")
      case .rulesUnmeetable: Bilingual(zh: "已作废（审批人不足）", en: "dropped (too few approvers)")
      }
    }
  }
}

extension UnconfirmedCommit {
  /// The members that `show history` adds.
  fileprivate var members: [JSONValue.Member] {
    var (decidedBy, undoneBy): (String?, Int?)
    switch state {
    case .waiting: break
    case .confirmed(let name): decidedBy = name
    case .restored(let revision): undoneBy = revision
    }
    return [
      .init("state", .string(word)), .init("confirmBy", JSONValue(until)), .init("decidedBy", JSONValue(decidedBy)),
      .init("undoneBy", JSONValue(undoneBy)),
    ]
  }

  fileprivate static let noMembers: [JSONValue.Member] =
    ["state", "confirmBy", "decidedBy", "undoneBy"].map { .init($0, .null) }

  private var word: String {
    switch state {
    case .waiting: "unconfirmed"
    case .confirmed: "confirmed"
    case .restored: "undone"
    }
  }

  fileprivate var cell: Table.Cell {
    switch state {
    case .waiting: .init(Bilingual(zh: "待确认", en: "unconfirmed").chosen, .yellow, csv: word)
    case .confirmed(let name): .init(Bilingual(zh: "\(name) 已确认", en: "confirmed by \(name)").chosen, csv: word)
    case .restored(let number):
      .init(
        number.map { Bilingual(zh: "已撤销（版本 \($0)）", en: "undone by \($0)") }?.chosen
          ?? Bilingual(zh: "已撤销", en: "undone").chosen, .red, csv: word)
    }
  }

  fileprivate var text: Bilingual {
    guardrails.isEmpty
      ? Bilingual(
        zh: "版本 \(revision)（\(author)）待确认：请在 \(until.shortFrom) 前 confirm，否则自动撤销",
        en: "Revision \(revision) (\(author)) needs confirm before \(until.shortFrom), or it is undone"
      )
      : Bilingual(
        zh: "版本 \(revision)（\(author)）待确认：\(until.shortFrom) 按护栏指标自动确认或撤销",
        en: "Revision \(revision) (\(author)) is unconfirmed: its guardrails decide at \(until.shortFrom)")
  }
}
