import Domain
import Store

/// All that whoever approves a request signs, as things stand now.
public struct RequestReport: Sendable, Equatable {
  public let request: ApprovalRequest
  /// Nil where it cannot be read.
  public let change: RequestedChange?
  /// How many approvals it still lacks; nil where it is over.
  public let missingApprovals: Int?
  /// Its glass, where it was broken.
  public let glass: BrokenGlass?
  /// What the requested commit would come to, or the one that is to be called off; nil for another request, for one that
  /// is over and for one that cannot be put on top of what is running.
  public let commit: Commit?
  /// What carrying it out would be refused for; empty where nothing stands in its way.
  public let refusals: [Refusal]

  public struct Commit: Sendable, Equatable {
    /// The revision in force that it is judged by.
    public let running: Int
    public let changes: [RolloutChange]
    public let forecast: CommitForecast
    /// With what it changes.
    public let rollout: Rollout
    let runningRollout: Rollout
  }

  /// What a commit says beside its content; nil for another request.
  public var terms: CommitTerms? {
    if case .commit(_, _, let terms)? = change { terms } else { nil }
  }
}

extension OperatorSession {
  public func report(on request: ApprovalRequest) throws -> RequestReport {
    let running = try store.runningRevision()
    return try store.read { transaction in
      let change = RequestedChange(json: request.content)
      let isOpen = request.state == .open
      let rollout = isOpen ? try change.flatMap { try requested(by: $0, over: running, in: transaction) } : nil
      return RequestReport(
        request: request, change: change,
        missingApprovals: isOpen ? try transaction.missingApprovals(of: request, by: running.rollout) : nil,
        glass: try transaction.brokenGlass(of: request.number),
        commit: try rollout.map {
          RequestReport.Commit(
            running: running.number, changes: running.rollout.changes(to: $0),
            forecast: try transaction.forecast(of: $0, over: running, by: request.author, at: change?.terms?.at),
            rollout: $0,
            runningRollout: running.rollout)
        },
        refusals: isOpen ? try change.map { try refusals(of: $0, by: request, in: transaction) } ?? [] : [])
    }
  }

  /// The requests that wait for this operator's approval, or only to be carried out, and the operator's own that are open.
  public func openRequests() throws -> (toApprove: [ApprovalRequest], own: [ApprovalRequest]) {
    try store.read { transaction in
      let open = try transaction.allRequests().filter { $0.state == .open }
      let isApprover = try transaction.isApprover(author)
      let running = try transaction.lastAppliedRevision().rollout
      let toApprove = try open.filter { request in
        guard isApprover, request.author != author else { return false }
        return try !request.isApproved(by: author) || transaction.missingApprovals(of: request, by: running) == 0
      }
      return (toApprove, open.filter { $0.author == author })
    }
  }

  private func requested(
    by change: RequestedChange, over running: Revision, in transaction: Transaction
  ) throws -> Rollout? {
    switch change {
    case .commit(let base, let state, _):
      let intent = state.intent(on: try transaction.revision(base).rollout)
      guard case .merged(let merged) = intent.rebased(onto: running.rollout) else { return nil }
      return merged
    default: return nil
    }
  }

  /// In the name of who asked.
  private func refusals(
    of change: RequestedChange, by request: ApprovalRequest, in transaction: Transaction
  ) throws -> [Refusal] {
    let author = request.author
    let permission = try Refusal.of {
      guard try transaction.role(of: author) ?? .viewer >= change.role else {
        throw OperatorFault.authorNotPermitted(request.number, author: author)
      }
    }
    guard case .commit(let number, let state, let terms) = change else { return [permission].compactMap(\.self) }
    let running = try transaction.lastAppliedRevision()
    let base = try transaction.revision(number)
    let proposal = Proposal(
      intent: state.intent(on: base.rollout), base: base, author: author, terms: terms,
      approvers: request.approvals.map(\.by) + [self.author])
    let unfit = try Refusal.of { _ = try proposal.merged(onto: running, in: transaction) }
    guard unfit == nil, let merged = try? proposal.merged(onto: running, in: transaction) else {
      return [permission, unfit].compactMap(\.self)
    }
    return try [permission, .of { try proposal.requireTime(in: transaction) }].compactMap { (refusal: Refusal?) in
      refusal
    }
      + proposal.refusals(of: merged, over: running, in: transaction)
  }
}

extension Transaction {
  /// Approvals of those who may not approve any more do not count.
  func missingApprovals(of request: ApprovalRequest, by running: Rollout) throws -> Int {
    max(0, running.approvals - (try request.approvals.filter { try isApprover($0.by) }.count))
  }
}

extension RequestedChange {
  fileprivate var terms: CommitTerms? {
    if case .commit(_, _, let terms) = self { terms } else { nil }
  }
}
