import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Scheduled commits, under numbers of their own.
extension RolloutRecords {
  public func scheduledCommits() throws -> [ScheduledCommit] { try scheduled.all() }

  /// Notes that an operator was told that a commit was dropped.
  public func markTold(_ number: Int, isAuthor: Bool) throws {
    try settleScheduled()
    try scheduled.markTold(number, isAuthor: isAuthor)
  }

  /// Stores a scheduled commit. The chain holds its authority: the request that was approved, and the reviews of which
  /// it may open something again.
  public func schedule(
    _ rollout: Rollout, base: Int, author: String, comment: String, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation? = nil, restating restated: Scope = .none, request: Int? = nil,
    reopening: [Int] = []
  ) throws -> ScheduledCommit {
    try settleScheduled()
    let number = try scheduled.insert(
      base: base, rollout: rollout, author: author, comment: comment, at: now, effectiveAt: effectiveAt,
      confirmation: confirmation, restated: restated)
    let commit = ScheduledCommit(
      number: number, base: base, rollout: rollout, author: author, comment: comment, committedAt: now,
      effectiveAt: effectiveAt, confirmation: confirmation, restated: restated, state: .pending)
    try audit(
      author: author, action: "schedule", object: "scheduled \(number)",
      detail: .object([
        .init("effectiveAt", JSONValue(effectiveAt)), .init("comment", .string(comment)),
        .init("content", .string(commit.contentHash)), .init("request", JSONValue(request)),
        .init("reopening", .array(reopening.map { JSONValue($0) })),
      ]))
    return commit
  }

  /// Cancels a commit that waits for its time, and drops the steps that stand on it. Nil if it waits no more.
  public func cancelScheduled(
    _ number: Int, by name: String
  ) throws -> (cancelled: ScheduledCommit, dropped: [ScheduledCommit])? {
    try applyDue()
    try settleScheduled()
    guard let commit = try scheduled.commit(number), commit.state == .pending else { return nil }
    try scheduled.markCancelled(number)
    try audit(author: name, action: "cancel", object: "scheduled \(number)", detail: [:])
    let steps = try pendingSteps(after: commit)
    try dropSteps(after: commit)
    return (commit, steps)
  }
}

extension ScheduledCommit {
  /// SHA-256, hexadecimal, over everything that its author entered; the audit chain holds it.
  var contentHash: String {
    // Parts that earlier versions did not have are added only if they are set.
    let timer = confirmation.map { " \($0.minutes) \($0.guardrails.names)" } ?? ""
    let added = [confirmation?.evidence.text ?? "", restated.text].filter { !$0.isEmpty }.map { " " + $0 }.joined()
    let text = Revision.sealedText(
      number: number, rollout: rollout, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, parentHash: "\(base)\(timer)\(added)")
    return Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
  }
}

extension [HealthGuardrail] {
  /// The stored and hashed form: names with commas between them.
  public var names: String { map(\.rawValue).joined(separator: ",") }

  public init(names: String) { self = names.split(separator: ",").compactMap { HealthGuardrail(rawValue: String($0)) } }
}
