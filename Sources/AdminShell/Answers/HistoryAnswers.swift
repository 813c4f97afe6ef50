import Domain
import Program
import RolloutControl
import Text

extension Listing where Row == Revision {
  /// `show history`: every revision; for people the commits that wait for their time, too. `timers` is every commit that
  /// had to be confirmed.
  ///
  /// `state` is `unconfirmed`, `confirmed` or `undone`, null for what never had to be confirmed; `confirmBy` is until
  /// when it has to be, or had to; `decidedBy` who confirmed it, `undoneBy` the revision that undid it.
  static func history(
    _ revisions: [Revision], pending: [ScheduledCommit] = [], timers: [UnconfirmedCommit] = []
  ) -> Listing {
    func timer(_ revision: Revision) -> UnconfirmedCommit? { timers.first { $0.revision == revision.number } }
    return Listing(
      revisions,
      [
        Column("revision", zh: "版本", en: "revision", .right) { .init("\($0.number)", .bold) },
        Column("effectiveAt", zh: "生效", en: "in force from") {
          .init($0.effectiveAt.short, csv: $0.effectiveAt.description)
        },
        Column("committedAt", zh: "提交", en: "committed") {
          .init($0.committedAt.short, csv: $0.committedAt.description)
        },
        Column("author", zh: "作者", en: "author") { .init($0.author) },
        Column("comment", zh: "说明", en: "comment") { .init($0.comment) },
        Column("hash", zh: "哈希", en: "hash") { .init(String($0.hash.prefix(12)), .dim, csv: $0.hash) },
        Column("state", zh: "确认", en: "state") { timer($0)?.cell ?? "" },
      ],
      empty: Bilingual(zh: "还没有任何版本", en: "no revision yet"), below: { pending.text($0, $1) }
    ) { .object($0.members + (timer($0)?.members ?? UnconfirmedCommit.noMembers)) }
  }
}

extension [ScheduledCommit] {
  /// Below the history, under a heading of their own.
  fileprivate func text(_ language: Language, _ paint: Paint) -> String {
    guard !isEmpty else { return "" }
    let title = Bilingual(zh: "待生效的提交", en: "commits that wait for their time")[language]
    return "\n" + paint(title, .bold) + "\n" + Listing.scheduled(self).table.text(language, paint)
  }
}

extension Listing where Row == ScheduledCommit {
  /// `show scheduled`: commits with a time, and what became of them. `waiting` is told to people only: what is undone
  /// unless it is confirmed.
  static func scheduled(_ commits: [ScheduledCommit], waiting: [UnconfirmedCommit] = []) -> Listing {
    Listing(
      commits,
      [
        Column("scheduled", zh: "编号", en: "number", .right) { .init("\($0.number)", .bold) },
        Column("effectiveAt", zh: "生效", en: "in force from") {
          .init($0.effectiveAt.short, csv: $0.effectiveAt.description)
        },
        Column("state", zh: "状态", en: "state") { .init($0.outcome.chosen, csv: $0.state.word) },
        Column("author", zh: "作者", en: "author") { .init($0.author) },
        Column("comment", zh: "说明", en: "comment") { .init($0.comment) },
      ],
      empty: Bilingual(zh: "没有排期的提交", en: "no scheduled commit"), keepsEmptyColumns: true,
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
  /// Shape by the contract: `show history`.
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
  /// What became of it, in a few words.
  fileprivate var outcome: Bilingual {
    switch state {
    case .pending: Bilingual(zh: "待生效", en: "waiting")
    case .applied(let revision): Bilingual(zh: "已成为版本 \(revision)", en: "became revision \(revision)")
    case .cancelled: Bilingual(zh: "已取消", en: "called off")
    case .dropped:
      switch dropReason ?? .conflict {
      case .conflict: Bilingual(zh: "因冲突放弃", en: "dropped for a conflict")
      case .stepLost: Bilingual(zh: "因前一步失效放弃", en: "dropped with an earlier step")
      case .nothingChanged: Bilingual(zh: "到时已是如此，无需改动", en: "nothing was left to change")
      case .altered: Bilingual(zh: "因被改动放弃", en: "dropped because it was altered")
      case .bankNotCertified: Bilingual(zh: "因银行没有有效认证放弃", en: "dropped for an uncertified bank")
      case .preconditionsUnmet: Bilingual(zh: "因不满足前提条件放弃", en: "dropped for unmet preconditions")
      case .registryConflict: Bilingual(zh: "因登记资料矛盾放弃", en: "dropped for contradicting the registry")
      case .authorNotPermitted: Bilingual(zh: "因提交人已无权操作放弃", en: "dropped (author no operator any more)")
      case .approvalRequired: Bilingual(zh: "因批准不足放弃", en: "dropped (approval missing)")
      case .overrideNeedsApprover: Bilingual(zh: "因越过条件的人已不是审批人放弃", en: "dropped (override by no approver)")
      case .reviewOpen: Bilingual(zh: "因紧急操作尚未复核放弃", en: "dropped (emergency not reviewed)")
      case .rulesUnmeetable: Bilingual(zh: "因审批人不够放弃", en: "dropped (too few approvers)")
      }
    }
  }
}

extension UnconfirmedCommit {
  /// What `show history` adds.
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
        number.map { Bilingual(zh: "被版本 \($0) 撤回", en: "undone by \($0)") }?.chosen
          ?? Bilingual(zh: "已撤回", en: "undone").chosen, .red, csv: word)
    }
  }

  fileprivate var text: Bilingual {
    guardrails.isEmpty
      ? Bilingual(
        zh: "版本 \(revision)（\(author)）待确认：\(until.shortFrom) 之前没有 confirm 就撤回",
        en: "revision \(revision) (\(author)) waits to be confirmed: without confirm it is undone at \(until.shortFrom)"
      )
      : Bilingual(
        zh: "版本 \(revision)（\(author)）待确认：\(until.shortFrom) 由健康指标决定是否撤回",
        en: "revision \(revision) (\(author)) waits to be confirmed: at \(until.shortFrom) its guardrails decide")
  }
}
