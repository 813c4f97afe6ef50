import Domain
import Foundation
import Store

/// The result of approving a request.
public enum ApprovalOutcome: Sendable, Equatable {
  /// The request waits for the approval of this number of others.
  case waiting(ApprovalRequest, for: Int)
  /// The request was carried out; if it is a commit, with its outcome.
  case done(ApprovalRequest, CommitOutcome?)

  /// The outcome of the commit that was carried out; nil if there was none.
  public var commit: CommitOutcome? {
    if case .done(_, let outcome) = self { outcome } else { nil }
  }
}

/// Requests for changes that somebody else has to approve: making, showing, approving and rejecting them.
public struct Approvals: SchedulingWork {
  let author: String
  let store: Store
  let foretold: ForetoldClashes
  /// Resolves the addresses of a host.
  let resolve: @Sendable (EndpointHost) -> [NetworkAddress]

  var onboarding: BankOnboarding { BankOnboarding(author: author, store: store, resolve: resolve) }
  var administration: Administration {
    Administration(author: author, store: store, foretold: foretold)
  }
  var schedule: CommitSchedule { CommitSchedule(author: author, store: store, foretold: foretold) }

  /// Makes a request for approval of a change, or edits the operator's own, which withdraws its approvals.
  public func request(
    _ change: RequestedChange, comment: String, replacing number: Int? = nil
  ) throws -> ApprovalRequest {
    try request(change, saying: nil, comment: comment, replacing: number)
  }

  /// `intent` is the operator's intent if the change is a candidate.
  func request(
    _ change: RequestedChange, saying intent: Intent?, comment: String, replacing number: Int?
  ) throws -> ApprovalRequest {
    try write(as: change.role, regardless: change.regardless) { transaction in
      try requireSense(change, saying: intent, in: transaction)
      guard let number else { return try transaction.insertRequest(change.json, author: author, comment: comment) }
      let earlier = try openRequest(number, in: transaction)
      guard earlier.author == author else { throw OperatorFault.foreignRequest(number, author: earlier.author) }
      return try transaction.replaceRequest(earlier, with: change.json, comment: comment)
    }
  }

  /// Approves the version that the operator looked at (nil: the present one), and carries the request out once it has
  /// all its approvals.
  public func approve(_ number: Int, version: Int? = nil) throws -> ApprovalOutcome {
    try approve(number) { request in
      guard let version, version != request.version else { return }
      throw OperatorFault.requestChanged(number, seen: version, now: request.version)
    }
  }

  /// Approves the version that was shown in this session. If none was shown, only a request that was never edited can
  /// be approved.
  public func approve(_ number: Int, shown: ApprovalRequest?) throws -> ApprovalOutcome {
    try approve(number) { try $0.requireShown(shown) }
  }

  private func approve(_ number: Int, _ requireMeant: (ApprovalRequest) throws -> Void) throws -> ApprovalOutcome {
    let regardless = try store.readRegardless { try $0.request(number)?.regardless ?? [] }
    foretold.ofLatest = []
    return try write(as: .approver, regardless: regardless) { transaction in
      let request = try approvable(number, requireMeant, in: transaction)
      if !request.isApproved(by: author) { try transaction.approve(request, by: author) }
      return try settle(number, in: transaction)
    }
  }

  /// Throws the reasons for which the operator cannot approve the request, whoever else has to; gives the request.
  /// Changes nothing.
  public func requireApprovable(_ number: Int) throws -> ApprovalRequest {
    let regardless = try store.readRegardless { try $0.request(number)?.regardless ?? [] }
    return try store.read(regardless: regardless) { transaction in
      try require(.approver, in: transaction)
      return try approvable(number, { _ in }, in: transaction)
    }
  }

  private func approvable(
    _ number: Int, _ requireMeant: (ApprovalRequest) throws -> Void, in transaction: Transaction
  ) throws -> ApprovalRequest {
    let request = try openRequest(number, in: transaction)
    try requireMeant(request)
    guard request.author != author else { throw OperatorFault.ownRequest(number) }
    if request.isApproved(by: author) { try requireNoneMissing(request, in: transaction) }
    guard try transaction.isAsEntered(request) else { throw OperatorFault.requestAltered(number) }
    return request
  }

  /// Throws while approvals are missing. Approving again carries out a request that has all its approvals since fewer
  /// are needed.
  private func requireNoneMissing(_ request: ApprovalRequest, in transaction: Transaction) throws {
    let running = try transaction.lastAppliedRevision().rollout
    guard try transaction.missingApprovals(of: request, by: running) == 0 else {
      throw OperatorFault.alreadyApproved(request.number)
    }
  }

  /// Carries the request out if it has all its approvals. Only approvals of those who may approve now count.
  private func settle(_ number: Int, in transaction: Transaction) throws -> ApprovalOutcome {
    let request = try openRequest(number, in: transaction)
    let running = try request.regardless.isEmpty ? transaction.runningRevision() : transaction.lastAppliedRevision()
    let missing = try transaction.missingApprovals(of: request, by: running.rollout)
    guard missing == 0 else { return .waiting(request, for: missing) }
    guard let change = RequestedChange(json: request.content) else { throw OperatorFault.requestAltered(number) }
    guard try transaction.role(of: request.author) ?? .viewer >= change.role else {
      throw OperatorFault.authorNotPermitted(number, author: request.author)
    }
    let outcome = try carryOut(change, of: request, in: transaction)
    try transaction.close(request, .done)
    return .done(request, outcome)
  }

  /// Rejects a request: an approver others', and its author their own.
  public func reject(_ number: Int, reason: String) throws -> ApprovalRequest {
    let regardless = try store.readRegardless { try $0.request(number)?.regardless ?? [] }
    return try write(regardless: regardless) { transaction in
      let request = try openRequest(number, in: transaction)
      if request.author != author { try require(.approver, in: transaction) }
      try transaction.close(request, .rejected(by: author, reason: reason))
      return request
    }
  }

  /// All requests, oldest first.
  public func requests() throws -> [ApprovalRequest] { try store.read { try $0.allRequests() } }

  public func request(_ number: Int) throws -> ApprovalRequest {
    guard let request = try store.read({ try $0.request(number) }) else { throw OperatorFault.unknownRequest(number) }
    return request
  }

  func openRequest(_ number: Int, in transaction: Transaction) throws -> ApprovalRequest {
    guard let request = try transaction.request(number) else { throw OperatorFault.unknownRequest(number) }
    guard request.state == .open else { throw OperatorFault.requestClosed(number, request.state) }
    return request
  }
}

extension ApprovalRequest {
  func isApproved(by name: String) -> Bool { approvals.contains { $0.by == name } }

  fileprivate func requireShown(_ shown: ApprovalRequest?) throws(OperatorFault) {
    guard let shown else {
      guard version == 1 else { throw .requestNotShown(number, version: version) }
      return
    }
    guard shown.version == version else {
      throw .requestChanged(number, seen: shown.version, now: version, differences: shown.differences(to: self))
    }
  }
}
