import Domain
import RolloutRules

/// The reviews of emergencies.
struct ReviewsTable: ReviewRecords {
  let transaction: Transaction

  private static let columns = ["number", "revision", "author", "reason", "made_at", "signed_by", "signed_at"]

  func insert(revision: Int, author: String, reason: String, at: Moment) throws -> Int {
    let number = try transaction.nextNumber(of: .reviews)
    try transaction.addRow(
      [
        "number": .int(number), "revision": .int(revision), "author": .text(author), "reason": .text(reason),
        "made_at": .integer(at.milliseconds),
      ], to: .reviews)
    return number
  }

  func sign(_ number: Int, by name: String, at: Moment) throws {
    try transaction.changeRow(
      .int(number), of: .reviews, to: ["signed_by": .text(name), "signed_at": .integer(at.milliseconds)])
  }

  /// All reviews, by number.
  func all() throws -> [EmergencyReview] { try transaction.rows(of: .reviews).all(Self.columns, read: Self.read) }

  private static func read(_ row: any SQLRow) throws -> EmergencyReview {
    let signed = row.optionalText(5).map {
      ApprovalRequest.Approval(by: $0, at: Moment(milliseconds: row.optionalInteger(6) ?? 0))
    }
    return EmergencyReview(
      number: row.int(0), revision: row.int(1), author: row.text(2), reason: row.text(3),
      madeAt: Moment(milliseconds: row.integer(4)), signed: signed)
  }
}
