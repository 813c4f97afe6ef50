import Domain
import Foundation

/// An open query's question to one bank, as stored.
public struct EnquiryRecord: Sendable, Equatable {
  /// The number of its query.
  public let query: Int
  /// The place of the enquiry among those of its query.
  public let position: Int
  public let bank: BankCode
  /// The identifier that the bank knows the enquiry by.
  public let id: String
  public let consent: String
  public var machine: EnquiryMachine
  /// The time at which the bank was asked first.
  public var askedAt: Moment?
  /// Whether the row is not as this program wrote it: its query ends, and nothing is sent for it.
  public let isAltered: Bool

  public init(
    query: Int, position: Int, bank: BankCode, id: String, consent: String, machine: EnquiryMachine,
    askedAt: Moment? = nil, isAltered: Bool = false
  ) {
    self.query = query
    self.position = position
    self.bank = bank
    self.id = id
    self.consent = consent
    self.machine = machine
    self.askedAt = askedAt
    self.isAltered = isAltered
  }
}

extension Transaction {
  private static let enquiryColumns = "\(SealedTable.enquiries.selection), next_at"

  public func insert(_ enquiry: EnquiryRecord) throws {
    try insert(enquiry.bound, beside: [.integer(enquiry.machine.nextAt.milliseconds)], into: .enquiries)
  }

  private static let selectEnquiry = "select \(enquiryColumns) from enquiries where id = $1"

  public func enquiry(_ id: String) throws -> EnquiryRecord? {
    try sql.first(Self.selectEnquiry, .text(id), read: readEnquiry)
  }

  /// A query's enquiries, in the order chosen.
  public func enquiries(of query: Int) throws -> [EnquiryRecord] {
    try sql.all(
      "select \(Self.enquiryColumns) from enquiries where query = $1 order by position", .int(query),
      read: readEnquiry)
  }

  public func hasOpenEnquiries(of query: Int) throws -> Bool {
    try sql.first(
      "select 1 from enquiries where query = $1 and state in ('queued', 'sent', 'acknowledged') limit 1", .int(query),
      read: { _ in true }) ?? false
  }

  /// The banks that have open enquiries, and the time at which each bank's next is due.
  ///
  /// One look into the index for each bank, however many enquiries wait there.
  public func banksWithOpenEnquiries() throws -> [(bank: BankCode, nextAt: Moment)] {
    var banks: [(bank: BankCode, nextAt: Moment)] = []
    var last = SQLValue.text("")
    while let next = try firstOpenEnquiry(after: last) {
      // A value that is no text was not written by a program of ours: its query ends at the deadline.
      if case .text(let bank) = next.bank { banks.append((BankCode(bank), next.nextAt)) }
      last = next.bank
    }
    return banks
  }

  /// The first open enquiry of the next bank, in the engine's order of values of every kind.
  private func firstOpenEnquiry(after bank: SQLValue) throws -> (bank: SQLValue, nextAt: Moment)? {
    try sql.first(
      """
      select bank, next_at from enquiries where state in ('queued', 'sent', 'acknowledged') and bank > $1
      order by bank, next_at limit 1
      """,
      bank, read: { ($0.value(0), Moment(unbound: $0.integer(1))) })
  }

  /// A bank's enquiries that are due now, longest waiting first; with `acknowledgedOnly` those whose answer is to be
  /// fetched.
  public func dueEnquiries(of bank: BankCode, acknowledgedOnly: Bool, limit: Int) throws -> [EnquiryRecord] {
    let states = acknowledgedOnly ? "state = 'acknowledged' and state in" : "state in"
    return try sql.all(
      """
      select \(Self.enquiryColumns) from enquiries
      where bank = $1 and \(states) ('queued', 'sent', 'acknowledged') and next_at <= $2
      order by next_at, query limit $3
      """,
      .text(bank.text), .integer(now.milliseconds), .int(limit), read: readEnquiry)
  }

  /// A bank's enquiries that have not ended.
  public func openEnquiries(of bank: BankCode) throws -> [EnquiryRecord] {
    try sql.all(
      """
      select \(Self.enquiryColumns) from enquiries
      where bank = $1 and state in ('queued', 'sent', 'acknowledged') order by next_at, query
      """,
      .text(bank.text), read: readEnquiry)
  }

  /// The queries of a bank's open enquiries; a query asks a bank once.
  public func queriesInFlight(at bank: BankCode, unaskedOnly: Bool) throws -> [Int] {
    let states = unaskedOnly ? "state <> 'acknowledged' and state in" : "state in"
    return try sql.all(
      "select query from enquiries where bank = $1 and \(states) ('queued', 'sent', 'acknowledged')",
      .text(bank.text), read: { $0.int(0) })
  }

  /// Stores an enquiry's state; `owner` is the worker that has taken it on.
  public func update(_ enquiry: EnquiryRecord, owner: String? = nil) throws {
    try sql.execute(
      """
      update enquiries set state = $1, code = $2, attempts = $3, next_at = $4, owner = $5, asked_at = $6, seal = $7
      where query = $8 and position = $9
      """,
      .text(enquiry.machine.state.rawValue), .optional(enquiry.machine.code), .int(enquiry.machine.attempts),
      .integer(enquiry.machine.nextAt.milliseconds), .optional(owner), .optional(enquiry.askedAt?.milliseconds),
      .blob(seal(enquiry.bound, in: .enquiries)), .int(enquiry.query), .int(enquiry.position))
  }

  public func deleteEnquiries(of query: Int) throws {
    try sql.execute("delete from enquiries where query = $1", .int(query))
  }

  private func readEnquiry(_ row: any SQLRow) throws -> EnquiryRecord {
    let isIntact = isIntact(row, in: .enquiries)
    guard let state = isIntact ? EnquiryState(rawValue: row.text(5)) : .failed else {
      throw StoreFault.corrupt("enquiries")
    }
    return EnquiryRecord(
      query: row.int(0), position: row.int(1), bank: BankCode(row.text(2)), id: row.text(3), consent: row.text(4),
      machine: EnquiryMachine(
        state: state, code: isIntact ? row.optionalText(6) : QueryMachine.alteredReason, attempts: row.int(7),
        nextAt: Moment(unbound: row.integer(11)), dueAt: Moment(milliseconds: row.integer(8))),
      askedAt: row.optionalInteger(9).map { Moment(milliseconds: $0) }, isAltered: !isIntact)
  }
}

extension EnquiryRecord {
  /// The values of the bound columns.
  fileprivate var bound: [SQLValue] {
    [
      .int(query), .int(position), .text(bank.text), .text(id), .text(consent), .text(machine.state.rawValue),
      .optional(machine.code), .int(machine.attempts), .integer(machine.dueAt.milliseconds),
      .optional(askedAt?.milliseconds),
    ]
  }
}
