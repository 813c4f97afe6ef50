import Text

/// One immutable, numbered state of the rollout (rule 8).
public struct Revision: Sendable, Equatable {
  public let number: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  /// When its author committed it.
  public let committedAt: Moment
  /// When it took force: later than `committedAt` for a scheduled commit.
  public let effectiveAt: Moment
  /// SHA-256, hexadecimal, over the revision and its parent's hash.
  public let hash: String
  /// What it said beyond what it changed, as far as something unconfirmed held it then; of a restoration, what could
  /// not come back as it was.
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

  /// The author of what the rollout does by itself, such as suspending a bank whose certification has ended.
  public static let systemAuthor = "chaka"

  /// What the hash of a revision is taken over.
  public static func sealedText(
    number: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    parentHash: String
  ) -> String {
    sealedText(
      number: number, rollout: rollout.document.compact, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, parentHash: parentHash)
  }

  /// The same for a rollout that is written as its document already. It is the last member, so nothing in it can pass
  /// for another.
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
  /// The revision the candidate was made from.
  public let base: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  public let committedAt: Moment
  public let effectiveAt: Moment
  /// Its own timer, which begins when it takes force.
  public let confirmation: CommitTerms.Confirmation?
  /// What it says beyond what it changes of its base.
  public let restated: Scope
  public let state: State
  /// Nil unless it was dropped.
  public let dropReason: DropReason?

  public enum State: Sendable, Equatable {
    /// Waits for its time.
    case pending
    /// Took force as this revision.
    case applied(revision: Int)
    /// Could not take force (`dropReason`); nothing of it was applied.
    case dropped(told: Told)
    /// Called off by an operator before its time.
    case cancelled
  }

  /// Why it was dropped.
  public enum DropReason: String, Sendable, Equatable {
    /// Touched what another revision had changed meanwhile.
    case conflict
    /// One of its author's earlier steps, on which it stood, was undone, dropped or cancelled.
    case stepLost = "step_lost"
    /// All that it says was so already: nothing was left to do, and what stands on it goes on.
    case nothingChanged = "nothing_changed"
    /// Not what its author had entered.
    case altered
    /// Connected a bank without a valid certification.
    case bankNotCertified = "bank_not_certified"
    /// Missed a precondition that had not been overridden.
    case preconditionsUnmet = "preconditions_unmet"
    /// What it added to the registry contradicted what others had added meanwhile.
    case registryConflict = "registry_conflict"
    /// Whoever made it was no operator any more.
    case authorNotPermitted = "author_not_permitted"
    /// Too few of those who may approve now had approved it, though the rules of that time asked for it.
    case approvalRequired = "approval_required"
    /// It missed preconditions, and none of those who overrode them was an approver any more.
    case overrideNeedsApprover = "override_needs_approver"
    /// It would have opened again what an emergency had closed that nobody had reviewed.
    case reviewOpen = "review_open"
    /// There would not have been enough approvers for what it asked of them.
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

  /// The operators who know that it was dropped: its author and the next console are told.
  public enum Told: Sendable, Equatable {
    case nobody
    /// Another operator at a console.
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
  /// What it says, on the rollout it was made from.
  public func intent(on base: Rollout) -> Intent { Intent(from: base, to: rollout, saying: restated) }

  /// Whether another is an earlier step of the same author: what one operator schedules is one plan, whatever each step
  /// is about, and without one of its steps those after it are dropped (docs/rules.md, "Scheduled and unconfirmed
  /// commits").
  public func stands(on earlier: ScheduledCommit) -> Bool {
    earlier.author == author && earlier.number < number && earlier.effectiveAt <= effectiveAt
  }
}
