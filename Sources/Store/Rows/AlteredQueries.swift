import Domain
import Foundation

extension Transaction {
  /// Ends a query of which a row was altered: it fails with `record_altered`, and its work, key and answers are deleted.
  /// If the query's own row is the altered one, only its number and identifier are kept. Work without a query is
  /// deleted, too.
  public func endAltered(_ number: Int) throws {
    try sql.execute("delete from work where query = $1", .int(number))
    try sql.execute("delete from named_enquiries where query = $1", .int(number))
    for day in try vaultDays() { try clearVault(of: number, in: day) }
    guard let query = try query(number: number) else { return }
    var machine = query.machine
    _ = machine.handle(.altered, at: now)
    let ended = QueryRecord(
      number: number, id: query.id, person: query.person, revision: query.revision, region: query.region,
      channel: query.channel, agreement: query.agreement, banks: query.banks, publicKey: query.publicKey,
      acceptedAt: query.acceptedAt,
      machine: machine, vaultDay: query.vaultDay,
      outcomes: query.banks.map { QueryOutcome(bank: $0, state: .failed, code: QueryMachine.alteredReason) },
      identifierKey: query.identifierKey)
    try replace(ended)
  }

  /// Everything kept for a query; nil if something was altered or removed. `answered` are the places of the enquiries
  /// that have an answer.
  public func intactVault(of query: QueryRecord, answered: [Int]) throws -> VaultContent? {
    guard let content = try vault(of: query.number, in: query.vaultDay, banks: query.banks.count),
      content.answers.map(\.position) == answered
    else {
      notice(.kept, [.int(query.number)])
      return nil
    }
    return content
  }

  /// The sealed key of a query of which everything is there; nil if something was altered or removed. `answered` are the
  /// places of the enquiries that have an answer.
  ///
  /// `kept` says which answers this transaction itself has kept: they are not read back.
  public func intactKey(of query: QueryRecord, answered: [Int], kept: KeptHere? = nil) throws -> Data? {
    let before = kept.flatMap { $0.fresh.isEmpty ? nil : $0.before }
    let found = try vaultPlaces(of: query.number, in: query.vaultDay, banks: query.banks.count, before: before)
    let fresh = kept?.fresh ?? []
    guard let found, found.places.count + fresh.count == answered.count,
      found.places.union(fresh) == Set(answered)
    else {
      notice(.kept, [.int(query.number)])
      return nil
    }
    return found.key
  }
}

/// The answers that one transaction has kept for a query.
public struct KeptHere: Sendable {
  /// The number of banks that had answered before.
  public let before: Int
  /// The places of those that it kept.
  public let fresh: [Int]

  public init(before: Int, fresh: [Int]) {
    self.before = before
    self.fresh = fresh
  }
}
