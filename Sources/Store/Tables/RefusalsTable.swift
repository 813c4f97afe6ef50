import Domain
import Foundation

/// An application that was refused: nothing about the person beyond a keyed pseudonym.
public struct RefusalRecord: Sendable, Equatable {
  public let id: String
  public let codes: [String]
  public let revision: Int
  public let pseudonym: Data?

  public init(id: String, codes: [String], revision: Int, pseudonym: Data?) {
    self.id = id
    self.codes = codes
    self.revision = revision
    self.pseudonym = pseudonym
  }
}

/// A refusal as operators see it.
public struct KeptRefusal: Sendable, Equatable {
  public let id: String
  public let at: Moment
  public let codes: [String]
  /// The revision by which the application was refused.
  public let revision: Int
}

extension Transaction {
  public func insert(_ refusal: RefusalRecord) throws {
    try sql.execute(
      "insert into refusals (id, at, codes, revision, pseudonym) values ($1, $2, $3, $4, $5)", .text(refusal.id),
      .integer(now.milliseconds), .text(refusal.codes.joined(separator: " ")), .int(refusal.revision),
      .optional(refusal.pseudonym))
  }

  public func refusal(_ id: String) throws -> RefusalRecord? {
    try sql.first("select id, codes, revision, pseudonym from refusals where id = $1", .text(id)) {
      RefusalRecord(
        id: $0.text(0), codes: $0.text(1).split(separator: " ").map(String.init), revision: $0.int(2),
        pseudonym: $0.optionalBlob(3))
    }
  }

  /// The parts of a refusal that operators may see: everything but the pseudonym.
  public func keptRefusal(_ id: String) throws -> KeptRefusal? {
    try sql.first("select id, at, codes, revision from refusals where id = $1", .text(id)) {
      KeptRefusal(
        id: $0.text(0), at: Moment(milliseconds: $0.integer(1)),
        codes: $0.text(2).split(separator: " ").map(String.init), revision: $0.int(3))
    }
  }

  public func refusalCount() throws -> Int {
    try sql.first("select count(*) from refusals", read: { $0.int(0) }) ?? 0
  }
}
