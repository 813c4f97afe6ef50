import Domain
import Store

/// A request with everything that an approver answers for, as things stand now.
public struct RequestReport: Sendable, Equatable {
  public let request: ApprovalRequest
  /// The requested change; nil if it cannot be read.
  public let change: RequestedChange?
  /// The number of approvals that the request still lacks; nil if the request is over.
  public let missingApprovals: Int?
  /// The request's broken glass; nil if it was not broken.
  public let glass: BrokenGlass?
  /// The effect of the requested commit, or the commit that is to be cancelled; nil for another request, for one that
  /// is over and for one that cannot be put on top of the running revision.
  public let commit: Commit?
  /// The conflicts between the schedule and the change, if it were carried out now with all the approvals that it
  /// lacks.
  public let clashes: [ScheduleClash]
  /// The reasons for which carrying out the request would be refused; empty if there are none.
  public let refusals: [Refusal]

  public struct Commit: Sendable, Equatable {
    /// The revision in force by which the request is judged.
    public let running: Int
    public let changes: [RolloutChange]
    public let forecast: CommitForecast
    /// The rollout with the changes of the request.
    public let rollout: Rollout
    let runningRollout: Rollout
  }

  /// The terms of a requested commit; nil for another request.
  public var terms: CommitTerms? {
    if case .commit(_, _, let terms)? = change { terms } else { nil }
  }
}

extension Approvals {
  public func report(on request: ApprovalRequest) throws -> RequestReport {
    let regardless = request.regardless
    return try store.read(regardless: regardless) { transaction in
      let running = try regardless.isEmpty ? transaction.runningRevision() : transaction.lastAppliedRevision()
      let change = RequestedChange(json: request.content)
      let isOpen = request.state == .open
      let commit =
        isOpen ? try change.flatMap { try self.commit($0, of: request, over: running, in: transaction) } : nil
      let clashes = isOpen ? try change.map { try self.clashes(of: $0, in: transaction) } ?? [] : []
      return RequestReport(
        request: request, change: change,
        missingApprovals: isOpen ? try transaction.missingApprovals(of: request, by: running.rollout) : nil,
        glass: try transaction.brokenGlass(of: request.number), commit: commit,
        clashes: commit?.forecast.clashes ?? clashes,
        refusals: isOpen ? try change.map { try refusals(of: $0, by: request, in: transaction) } ?? [] : [])
    }
  }

  /// The requests that wait for this operator's approval, or only to be carried out, and the operator's own open ones.
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

  private func commit(
    _ change: RequestedChange, of request: ApprovalRequest, over running: Revision, in transaction: Transaction
  ) throws -> RequestReport.Commit? {
    guard let proposal = try proposal(of: change, in: request, in: transaction),
      case .merged(let rollout) = proposal.intent.rebased(onto: running.rollout)
    else { return nil }
    return RequestReport.Commit(
      running: running.number, changes: running.rollout.changes(to: rollout),
      forecast: try transaction.forecast(of: rollout, over: running, for: proposal), rollout: rollout,
      runningRollout: running.rollout)
  }

  /// The proposal of a requested commit, approved by whoever looks at it and with the other approvals it lacks; nil for
  /// a request of another kind.
  private func proposal(
    of change: RequestedChange, in request: ApprovalRequest, in transaction: Transaction
  ) throws -> Proposal? {
    guard case .commit(let number, let state, let terms) = change else { return nil }
    let base = try transaction.revision(number)
    return Proposal(
      intent: state.intent(on: base.rollout), base: base, author: request.author, terms: terms,
      approvers: request.approvals.map(\.by) + [author],
      expectedApprovals: try transaction.missingApprovals(of: request, by: transaction.lastAppliedRevision().rollout))
  }

  /// The conflicts of a change other than a commit: a change of operators takes away the authority of scheduled
  /// commits.
  private func clashes(of change: RequestedChange, in transaction: Transaction) throws -> [ScheduleClash] {
    let (before, after) =
      switch change {
      case .setOperator(let name, let role):
        (try transaction.foretelling(), try transaction.foretelling(appointing: name, role))
      case .removeOperator(let name):
        (try transaction.foretelling(), try transaction.foretelling(appointing: name, nil))
      default: (Foretelling.nothing, Foretelling.nothing)
      }
    return try transaction.foretold((), before, after, of: nil).clashes
  }

  /// The reasons for which the change would be refused to the author of the request.
  private func refusals(
    of change: RequestedChange, by request: ApprovalRequest, in transaction: Transaction
  ) throws -> [Refusal] {
    let author = request.author
    let permission = try Refusal.of {
      guard try transaction.role(of: author) ?? .viewer >= change.role else {
        throw OperatorFault.authorNotPermitted(request.number, author: author)
      }
    }
    guard let proposal = try proposal(of: change, in: request, in: transaction) else {
      return [permission].compactMap(\.self)
    }
    let running = try transaction.lastAppliedRevision()
    let names = SubjectNames(transaction.store.catalogue(of: running.rollout))
    let unfit = try Refusal.of(names) { _ = try proposal.merged(onto: running, in: transaction) }
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
  /// The number of missing approvals. Those of operators who may not approve any more do not count.
  func missingApprovals(of request: ApprovalRequest, by running: Rollout) throws -> Int {
    max(0, running.approvals - (try request.approvals.filter { try isApprover($0.by) }.count))
  }
}
