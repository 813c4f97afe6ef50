import Domain
import Foundation

extension Transaction {
  /// Ends a query of which a row was altered: it fails with `record_altered`, and its enquiries, key and answers are
  /// deleted. If the query's own row is the altered one, only its number and identifier are kept. Enquiries without a
  /// query are deleted, too.
  public func endAltered(_ number: Int) throws {
    try deleteEnquiries(of: number)
    for day in try vaultDays() { try clearVault(of: number, in: day) }
    guard let query = try query(number: number) else { return }
    var machine = query.machine
    _ = machine.handle(.altered, at: now)
    let ended = QueryRecord(
      number: number, id: query.id, person: query.person, revision: query.revision, region: query.region,
      channel: query.channel, agreement: query.agreement, banks: query.banks, publicKey: query.publicKey,
      acceptedAt: query.acceptedAt,
      machine: machine, vaultDay: query.vaultDay,
      outcomes: query.banks.map { QueryOutcome(bank: $0, state: .failed, code: QueryMachine.alteredReason) })
    try replace(ended)
  }

  /// A query's enquiries, in the order chosen; nil where one was altered, removed or added.
  public func intactEnquiries(of query: QueryRecord) throws -> [EnquiryRecord]? {
    let found = try enquiries(of: query.number)
    guard !found.contains(where: \.isAltered) else { return nil }
    guard found.map(\.bank) == query.banks else {
      notice(.query, [.int(query.number)])
      return nil
    }
    return found
  }

  /// The items kept for a query, the key first; nil if one was altered or removed. `answered` are the positions of the
  /// enquiries that have an answer.
  public func intactVault(
    of query: QueryRecord, answered: [(position: Int, bank: BankCode)]
  ) throws -> [VaultItem]? {
    let items = try vault(of: query.number, in: query.vaultDay)
    guard !items.contains(where: \.isAltered) else { return nil }
    guard items.map(\.position) == [VaultItem.keyPosition] + answered.map(\.position) else {
      notice(.kept, [.int(query.number)])
      return nil
    }
    return items
  }
}
