import Text

/// One immutable, numbered state of the rollout (rule 8).
public struct Revision: Sendable, Equatable {
  public let number: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  /// The time at which its author committed it.
  public let committedAt: Moment
  /// The time at which it took force: later than `committedAt` for a scheduled commit.
  public let effectiveAt: Moment
  /// SHA-256, hexadecimal, over the revision and its parent's hash.
  public let hash: String
  /// The scope that the revision said beyond its changes, as far as an unconfirmed one held it then; for a restoration,
  /// the subjects that could not come back as they were.
  public let restated: Scope

  public init(
    number: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    hash: String, restated: Scope = .none
  ) {
    self.number = number
    self.rollout = rollout
    self.author = author
    self.comment = comment
    self.committedAt = committedAt
    self.effectiveAt = effectiveAt
    self.hash = hash
    self.restated = restated
  }

  /// The author of changes that take place by themselves, such as the suspension of a bank whose certification has
  /// ended.
  public static let systemAuthor = "chaka"

  /// The text that the hash of a revision is taken over.
  public static func sealedText(
    number: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    parentHash: String
  ) -> String {
    sealedText(
      number: number, rollout: rollout.document.compact, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, parentHash: parentHash)
  }

  /// The same for a rollout in the form of its document. The document is the last member, so nothing in it can pass for
  /// another member.
  public static func sealedText(
    number: Int, rollout: String, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    parentHash: String
  ) -> String {
    let others = JSONValue.object([
      .init("revision", JSONValue(number)), .init("parent", .string(parentHash)),
      .init("author", .string(author)), .init("comment", .string(comment)),
      .init("committedAt", .integer(committedAt.milliseconds)),
      .init("effectiveAt", .integer(effectiveAt.milliseconds)),
    ]).compact
    return others.dropLast() + ",\"rollout\":" + rollout + "}"
  }
}

/// A commit that takes force later, pending under a number of its own.
public struct ScheduledCommit: Sendable, Equatable {
  public let number: Int
  /// The revision that the candidate was made from.
  public let base: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  public let committedAt: Moment
  public let effectiveAt: Moment
  /// The timer of the commit, which begins when it takes force.
  public let confirmation: CommitTerms.Confirmation?
  /// The scope that the commit says beyond its changes.
  public let restated: Scope
  public let state: State
  /// The reason for which the commit was dropped; nil unless it was.
  public let dropReason: DropReason?

  public enum State: Sendable, Equatable {
    /// The commit waits for its time.
    case pending
    /// The commit took force as this revision.
    case applied(revision: Int)
    /// The commit could not take force (`dropReason`); nothing of it was applied.
    case dropped(told: Told)
    /// An operator cancelled the commit before its time.
    case cancelled
  }

  /// The reason for which a scheduled commit was dropped.
  public enum DropReason: String, Sendable, Equatable {
    /// The commit changed subjects that another revision had changed meanwhile.
    case conflict
    /// One of the author's earlier steps, on which the commit stood, was undone, dropped or cancelled.
    case stepLost = "step_lost"
    /// Every subject of the commit had its value already: nothing was left to do, and commits that stand on it go on.
    case nothingChanged = "nothing_changed"
    /// The row of the commit is not as its author had entered it.
    case altered
    /// The commit connected a bank without a valid certification.
    case bankNotCertified = "bank_not_certified"
    /// The commit missed a precondition that had not been overridden.
    case preconditionsUnmet = "preconditions_unmet"
    /// Its registry entries contradicted those that others had added meanwhile.
    case registryConflict = "registry_conflict"
    /// Its author was no operator any more.
    case authorNotPermitted = "author_not_permitted"
    /// Too few of those who may approve now had approved the commit, though the rules of that time asked for approval.
    case approvalRequired = "approval_required"
    /// The commit missed preconditions, and none of those who overrode them was an approver any more.
    case overrideNeedsApprover = "override_needs_approver"
    /// The commit would have opened something again that an emergency had closed and nobody had reviewed.
    case reviewOpen = "review_open"
    /// There would not have been enough approvers for the rules of the commit.
    case rulesUnmeetable = "rules_unmeetable"

    public var message: Bilingual {
      switch self {
      case .conflict: Bilingual(zh: "与之后的版本冲突", en: "conflict with a later revision")
      case .stepLost:
        Bilingual(
          zh: "所依赖的前一步已撤销、作废或取消", en: "a step that it depends on was undone, dropped or cancelled")
      case .nothingChanged:
        Bilingual(zh: "到时已是如此，无需改动", en: "nothing left to change")
      case .altered: Bilingual(zh: "内容被篡改", en: "its record was altered")
      case .bankNotCertified:
        Bilingual(zh: "要接入的银行没有有效认证", en: "a bank to be connected had no valid certification")
      case .preconditionsUnmet:
        Bilingual(zh: "不满足前提条件", en: "preconditions not met")
      case .registryConflict:
        Bilingual(zh: "登记资料与之后的版本矛盾", en: "its registry entries contradict a later revision")
      case .authorNotPermitted: Bilingual(zh: "提交人已不是操作员", en: "its author was no longer an operator")
      case .approvalRequired: Bilingual(zh: "批准人数不足", en: "approvals missing")
      case .overrideNeedsApprover:
        Bilingual(zh: "强制提交的人已不是审批人", en: "whoever overrode its preconditions was no longer an approver")
      case .reviewOpen:
        Bilingual(
          zh: "会重新打开紧急操作关闭的内容，而该操作尚未复核", en: "it would have reopened what an emergency closed, before its review")
      case .rulesUnmeetable:
        Bilingual(zh: "审批人太少，无法达到它要求的批准人数", en: "too few approvers for the approvals that it required")
      }
    }
  }

  /// The operators who know that the commit was dropped: its author and the next console are told.
  public enum Told: Sendable, Equatable {
    case nobody
    /// Another operator was told at a console.
    case another
    case author
  }

  public init(
    number: Int, base: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation? = nil, restated: Scope = .none, state: State, dropReason: DropReason? = nil
  ) {
    self.number = number
    self.base = base
    self.rollout = rollout
    self.author = author
    self.comment = comment
    self.committedAt = committedAt
    self.effectiveAt = effectiveAt
    self.confirmation = confirmation
    self.restated = restated
    self.state = state
    self.dropReason = dropReason
  }
}

extension ScheduledCommit {
  /// The commit's intent, on the rollout that it was made from.
  public func intent(on base: Rollout) -> Intent { Intent(from: base, to: rollout, saying: restated) }

  /// Whether another commit is an earlier step of the same author. The commits that one operator schedules are one
  /// plan, whatever each is about, and without one step those after it are dropped (docs/rules.md, "Scheduled and
  /// unconfirmed commits").
  public func stands(on earlier: ScheduledCommit) -> Bool {
    earlier.author == author && earlier.number < number && earlier.effectiveAt <= effectiveAt
  }
}
