import Domain
import Text

/// The registered operators.
public protocol OperatorRecords {
  /// All operators, by name.
  func all() throws -> [OperatorRecord]
  func record(of name: String) throws -> OperatorRecord?
  func set(_ name: String, _ role: OperatorRole, at: Moment, by author: String) throws
  func remove(_ name: String) throws
}

/// The requests for approval, and their approvals.
public protocol RequestRecords {
  /// All requests, by number.
  func all() throws -> [ApprovalRequest]
  func request(_ number: Int) throws -> ApprovalRequest?
  func insert(author: String, content: JSONValue, comment: String, at: Moment) throws -> ApprovalRequest
  /// Replaces a request by a new version, and gives that.
  func replace(_ number: Int, version: Int, content: JSONValue, comment: String) throws -> ApprovalRequest
  func approve(_ number: Int, version: Int, by name: String, at: Moment) throws
  func close(_ number: Int, _ state: ApprovalRequest.State) throws
}

/// The reviews of emergencies, open until somebody else has signed them.
public protocol ReviewRecords {
  /// All reviews, by number.
  func all() throws -> [EmergencyReview]
  /// Stores a review and gives its number.
  func insert(revision: Int, author: String, reason: String, at: Moment) throws -> Int
  func sign(_ number: Int, by name: String, at: Moment) throws
}

extension ReviewRecords {
  func review(_ number: Int) throws -> EmergencyReview? { try all().first { $0.number == number } }
}
