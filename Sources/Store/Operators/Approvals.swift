import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Requests for approval, and reviews of emergencies. Judging who may do what is the caller's.
extension Transaction {
  private var requests: RequestsTable { RequestsTable(transaction: self) }
  private var reviews: ReviewsTable { ReviewsTable(transaction: self) }

  public func allRequests() throws -> [ApprovalRequest] { try requests.all() }
  public func request(_ number: Int) throws -> ApprovalRequest? { try requests.request(number) }

  public func insertRequest(_ content: JSONValue, author: String, comment: String) throws -> ApprovalRequest {
    try check(.requests, .approvals)
    return try noted(try requests.insert(author: author, content: content, comment: comment, at: now))
  }

  /// A new version, which nobody has approved.
  public func replaceRequest(
    _ request: ApprovalRequest, with content: JSONValue, comment: String
  ) throws -> ApprovalRequest {
    try check(.requests, .approvals)
    try requests.replace(request.number, version: request.version + 1, content: content, comment: comment)
    try brokenGlass.markWithdrawn(request: request.number)
    return try noted(request.number)
  }

  private func noted(_ number: Int) throws -> ApprovalRequest {
    guard let request = try requests.request(number) else { throw StoreFault.corrupt("requests") }
    try audit(
      author: request.author, action: "request", object: "request \(number)",
      detail: [
        "version": JSONValue(request.version), "content": .string(request.contentHash),
        "comment": .string(request.comment),
      ])
    return request
  }

  public func approve(_ request: ApprovalRequest, by name: String) throws {
    try check(.requests, .approvals)
    try requests.approve(request.number, version: request.version, by: name, at: now)
    try audit(
      author: name, action: "approve", object: "request \(request.number)",
      detail: ["version": JSONValue(request.version)])
  }

  public func close(_ request: ApprovalRequest, _ state: ApprovalRequest.State) throws {
    try check(.requests, .approvals)
    try requests.close(request.number, state)
    try brokenGlass.markWithdrawn(request: request.number)
    guard case .rejected(let name, let reason) = state else { return }
    try audit(author: name, action: "reject", object: "request \(request.number)", detail: ["reason": .string(reason)])
  }

  /// Whether a request and its approvals are what the tables of requests and approvals held when they were sealed.
  public func isAsEntered(_ request: ApprovalRequest) throws -> Bool {
    let isSealed = try isAsSealed(.requests) && isAsSealed(.approvals)
    return try isSealed && self.request(request.number) == request
  }

  // MARK: Emergencies

  public func allReviews() throws -> [EmergencyReview] { try reviews.all() }
  public func review(_ number: Int) throws -> EmergencyReview? {
    try check(.reviews)
    return try reviews.review(number)
  }

  /// Opens the review of what went without the usual approval, by the revision that it made, or in which it was done.
  public func openReview(of revision: Revision, by name: String, reason: String) throws -> EmergencyReview {
    try check(.reviews)
    let number = try reviews.insert(revision: revision.number, author: name, reason: reason, at: now)
    try audit(
      author: name, action: "emergency", object: "review \(number)",
      detail: ["revision": JSONValue(revision.number), "reason": .string(reason)])
    return EmergencyReview(
      number: number, revision: revision.number, author: name, reason: reason, madeAt: now, signed: nil)
  }

  public func sign(_ review: EmergencyReview, by name: String) throws {
    try check(.reviews)
    try reviews.sign(review.number, by: name, at: now)
    try audit(author: name, action: "sign", object: "review \(review.number)", detail: [:])
  }

  /// Requests, approvals, reviews and timers are compared with what the chain says of them.
  func problemOfApprovals(_ records: [AuditRecord]) throws -> AuditProblem? {
    guard let requests = try? requests.all(), let reviews = try? reviews.all(), let timers = try? unconfirmed.all()
    else { return .approvalsAltered }
    let entered = Set(records.filter { $0.action == "request" }.map(\.object))
    let byObject = Dictionary(grouping: records.filter { entered.contains($0.object) }, by: \.object)
    guard entered == Set(requests.map(\.object)), requests.allSatisfy({ $0.isAsEntered(byObject[$0.object] ?? []) })
    else { return .approvalsAltered }
    let emergencies = records.filter { $0.action == "emergency" }
    let signatures = Dictionary(
      records.filter { $0.action == "sign" }.map { ($0.object, $0.author) }, uniquingKeysWith: { first, _ in first })
    guard emergencies.map(\.object) == reviews.map({ "review \($0.number)" }),
      zip(emergencies, reviews).allSatisfy({ $0.author == $1.author && $0.detail["reason"] == .string($1.reason) }),
      reviews.allSatisfy({ signatures["review \($0.number)"] == $0.signed?.by })
    else { return .approvalsAltered }
    return areTimersAsEntered(timers, records) && areGlassesAsEntered(records) ? nil : .approvalsAltered
  }

  private func areTimersAsEntered(_ timers: [UnconfirmedCommit], _ records: [AuditRecord]) -> Bool {
    let started = records.filter { $0.action == "timer" }
    let confirmed = Set(records.filter { $0.action == "confirm" }.map(\.object))
    let restored = Set(records.filter { $0.action == "restore" }.map(\.object))
    guard Set(started.map(\.object)) == Set(timers.map { "revision \($0.revision)" }) else { return false }
    let ends = Dictionary(
      records.filter { $0.action == "timer" || $0.action == "hold" }.map { ($0.object, $0.detail["until"]) },
      uniquingKeysWith: { _, last in last })
    return timers.allSatisfy { timer in
      let name = "revision \(timer.revision)"
      guard ends[name] == JSONValue(timer.until) else { return false }
      return switch timer.state {
      case .waiting: !confirmed.contains(name) && !restored.contains(name)
      case .confirmed: confirmed.contains(name)
      case .restored: restored.contains(name)
      }
    }
  }
}

extension ApprovalRequest {
  /// What the chain calls it.
  fileprivate var object: String { "request \(number)" }

  /// Whether it and its approvals are what its records in the chain say.
  fileprivate func isAsEntered(_ records: [AuditRecord]) -> Bool {
    let entered = records.last { $0.action == "request" }
    let approved = records.filter { $0.action == "approve" && $0.detail["version"] == JSONValue(version) }
    return entered?.detail["version"] == JSONValue(version) && entered?.author == author
      && entered?.detail["content"] == .string(contentHash)
      && Set(approved.map(\.author)) == Set(approvals.map(\.by))
      && records.contains { $0.action == "reject" } == (state.name == "rejected")
  }

  /// SHA-256, hexadecimal, over what is done once it is approved; the audit chain holds it.
  var contentHash: String { Data(SHA256.hash(data: Data(content.compact.utf8))).hexadecimal }
}
