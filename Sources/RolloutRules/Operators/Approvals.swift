import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Requests for approval, and reviews of emergencies. The caller checks the author's rights.
extension RolloutRecords {
  public func allRequests() throws -> [ApprovalRequest] { try requests.all() }
  public func request(_ number: Int) throws -> ApprovalRequest? { try requests.request(number) }

  public func insertRequest(_ content: JSONValue, author: String, comment: String) throws -> ApprovalRequest {
    try check(.requests, .approvals)
    return try noted(try requests.insert(author: author, content: content, comment: comment, at: now))
  }

  /// Replaces a request by a new version, which nobody has approved.
  public func replaceRequest(
    _ request: ApprovalRequest, with content: JSONValue, comment: String
  ) throws -> ApprovalRequest {
    try check(.requests, .approvals)
    let replaced = try requests.replace(
      request.number, version: request.version + 1, content: content, comment: comment)
    try glassToDecide().markWithdrawn(request: request.number)
    return try noted(replaced)
  }

  private func noted(_ request: ApprovalRequest) throws -> ApprovalRequest {
    try audit(
      author: request.author, action: "request", object: "request \(request.number)",
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
    try glassToDecide().markWithdrawn(request: request.number)
    guard case .rejected(let name, let reason) = state else { return }
    try audit(author: name, action: "reject", object: "request \(request.number)", detail: ["reason": .string(reason)])
  }

  /// Whether a request and its approvals are those of the sealed tables.
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

  /// Opens the review of an emergency, by the revision that it made, or that was running when it was made.
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
}

extension ApprovalRequest {
  /// SHA-256, hexadecimal, over the requested change; the audit chain holds it.
  var contentHash: String { Data(SHA256.hash(data: Data(content.compact.utf8))).hexadecimal }
}
