import Domain
import Text

/// Who is registered as an operator.
public protocol OperatorRecords {
  /// By name.
  func all() throws -> [OperatorRecord]
  func record(of name: String) throws -> OperatorRecord?
  func set(_ name: String, _ role: OperatorRole, at: Moment, by author: String) throws
  func remove(_ name: String) throws
}

/// What waits for approval, and who approved it.
public protocol RequestRecords {
  /// By number.
  func all() throws -> [ApprovalRequest]
  func request(_ number: Int) throws -> ApprovalRequest?
  func insert(author: String, content: JSONValue, comment: String, at: Moment) throws -> ApprovalRequest
  /// Gives the request in its new version.
  func replace(_ number: Int, version: Int, content: JSONValue, comment: String) throws -> ApprovalRequest
  func approve(_ number: Int, version: Int, by name: String, at: Moment) throws
  func close(_ number: Int, _ state: ApprovalRequest.State) throws
}

/// Emergencies that went at once, until somebody else has signed them.
public protocol ReviewRecords {
  /// By number.
  func all() throws -> [EmergencyReview]
  /// Gives the new review's number.
  func insert(revision: Int, author: String, reason: String, at: Moment) throws -> Int
  func sign(_ number: Int, by name: String, at: Moment) throws
}

extension ReviewRecords {
  func review(_ number: Int) throws -> EmergencyReview? { try all().first { $0.number == number } }
}
