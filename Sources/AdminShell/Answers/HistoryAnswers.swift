import Domain
import Program
import RolloutControl
import Text

/// `show history`: every revision; for people the commits that wait for their time, too.
struct HistoryAnswer: Answer {
  let revisions: [Revision]
  let pending: [ScheduledCommit]
  /// Every commit that had to be confirmed.
  var timers: [UnconfirmedCommit] = []

  /// `state` is `unconfirmed`, `confirmed` or `undone`, null for what never had to be confirmed; `confirmBy` is until
  /// when it has to be, or had to; `decidedBy` who confirmed it, `undoneBy` the revision that undid it.
  var json: JSONValue {
    .array(revisions.map { .object($0.members + (timer(of: $0)?.members ?? UnconfirmedCommit.noMembers)) })
  }

  private func timer(of revision: Revision) -> UnconfirmedCommit? { timers.first { $0.revision == revision.number } }

  var table: Table {
    var table = Table([
      .init("revision", zh: "版本", en: "revision", .right), .init("effectiveAt", zh: "生效", en: "in force from"),
      .init("committedAt", zh: "提交", en: "committed"), .init("author", zh: "作者", en: "author"),
      .init("comment", zh: "说明", en: "comment"), .init("hash", zh: "哈希", en: "hash"),
      .init("state", zh: "确认", en: "state"),
    ])
    for revision in revisions {
      table.add([
        .init("\(revision.number)", .bold), .init(revision.effectiveAt.short, csv: revision.effectiveAt.description),
        .init(revision.committedAt.short, csv: revision.committedAt.description), .init(revision.author),
        .init(revision.comment), .init(String(revision.hash.prefix(12)), .dim, csv: revision.hash),
        timer(of: revision)?.cell ?? .init(""),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let done =
      revisions.isEmpty
      ? Bilingual(zh: "还没有任何版本", en: "no revision yet")[language] + "\n"
      : table.withoutEmptyColumns.text(language, paint)
    guard !pending.isEmpty else { return done }
    let title = Bilingual(zh: "待生效的提交", en: "commits that wait for their time")[language]
    return done + "\n" + paint(title, .bold) + "\n" + ScheduledAnswer(commits: pending).table.text(language, paint)
  }
}

/// `show scheduled`: commits with a time, and what became of them.
struct ScheduledAnswer: Answer {
  let commits: [ScheduledCommit]
  /// Told to people only: what is undone unless it is confirmed.
  var waiting: [UnconfirmedCommit] = []

  var json: JSONValue {
    .array(
      commits.map { commit in
        .object([
          .init("scheduled", JSONValue(commit.number)), .init("base", JSONValue(commit.base)),
          .init("state", .string(commit.state.word)), .init("revision", JSONValue(commit.state.revision)),
          .init("reason", JSONValue(commit.dropReason?.rawValue)),
          .init("committedAt", JSONValue(commit.committedAt)), .init("effectiveAt", JSONValue(commit.effectiveAt)),
          .init("author", .string(commit.author)), .init("comment", .string(commit.comment)),
        ])
      })
  }

  var table: Table {
    var table = Table([
      .init("scheduled", zh: "编号", en: "number", .right), .init("effectiveAt", zh: "生效", en: "in force from"),
      .init("state", zh: "状态", en: "state"), .init("author", zh: "作者", en: "author"),
      .init("comment", zh: "说明", en: "comment"),
    ])
    for commit in commits {
      table.add([
        .init("\(commit.number)", .bold), .init(commit.effectiveAt.short, csv: commit.effectiveAt.description),
        .init(commit.outcome.chosen, csv: commit.state.word), .init(commit.author), .init(commit.comment),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let none = Bilingual(zh: "没有排期的提交", en: "no scheduled commit")[language] + "\n"
    return (commits.isEmpty ? none : table.text(language, paint)) + waiting.map { $0.text[language] + "\n" }.joined()
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
