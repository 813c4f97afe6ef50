import Domain
import Foundation

/// The work of open queries: one sealed row a query. `next_at` and `owner` are not bound: they decide only when a query
/// is looked at.
extension Transaction {
  /// Stores the work of a new query.
  public func insert(_ work: WorkRecord) throws {
    try insert(
      [.int(work.query.number), .blob(packed(work))],
      beside: [.optional(work.nextAt?.milliseconds), .optional(work.storedOwner)], into: .work)
  }

  /// Stores where a query's enquiries stand. The work is what this transaction has read.
  public func update(_ work: WorkRecord) throws {
    let (number, state) = (SQLValue.int(work.query.number), SQLValue.blob(packed(work)))
    try sql.execute(
      "update work set next_at = $1, owner = $2, state = $3, seal = $4 where query = $5",
      [
        .optional(nextLook(at: work)?.milliseconds), .optional(work.storedOwner), state,
        .blob(seal([number, state], in: .work)), number,
      ])
  }

  /// The time at which a query is next to be looked at: at once while a worker that has died had some of it in hand.
  private func nextLook(at work: WorkRecord) -> Moment? {
    let isHandedOver = work.owner == nil && work.enquiries.contains(where: \.isClaimed)
    return isHandedOver ? min(now, work.nextAt ?? now) : work.nextAt
  }

  private func packed(_ work: WorkRecord) -> Data {
    PackedEnquiries.pack(work.enquiries, acceptedAt: work.query.acceptedAt)
  }

  /// Forgets the work of a query that ends, and what it has put aside.
  public func deleteWork(_ work: WorkRecord) throws {
    for enquiry in work.enquiries where enquiry.isAside { try takeBack(enquiry) }
    try deleteWork(of: work.query)
  }

  /// Forgets a query's work whose row may be any. What it has put aside is forgotten where it is met.
  public func deleteWork(of query: QueryRecord) throws {
    try sql.execute("delete from work where query = $1", .int(query.number))
    guard query.identifierKey == nil else { return }
    try sql.execute("delete from named_enquiries where query = $1", .int(query.number))
  }

  // MARK: Reading

  private static let workOfOne = "select \(SealedTable.work.selection), owner from work where query = $1"

  /// The work of an open query; nil if its row is missing or is not as this program wrote it.
  public func work(of query: QueryRecord) throws -> WorkRecord? {
    guard !query.isAltered else { return nil }
    let found = try sql.first(Self.workOfOne, .int(query.number)) { try readWork($0, of: query) }
    if found == nil { notice(.enquiry, [.int(query.number)]) }
    return found ?? nil
  }

  /// A query's enquiries, in the order chosen; as failed with a code of their own if the row was altered, and none for a
  /// query that has ended.
  public func enquiries(of number: Int) throws -> [EnquiryRecord] {
    guard let query = try query(number: number), query.state.isOpen else { return [] }
    return try work(of: query)?.enquiries ?? Self.alteredEnquiries(of: query)
  }

  private static func alteredEnquiries(of query: QueryRecord) -> [EnquiryRecord] {
    query.banks.enumerated().map { position, bank in
      EnquiryRecord(
        query: query.number, position: position, bank: bank,
        machine: EnquiryMachine(
          state: .failed, code: QueryMachine.alteredReason, attempts: 0, nextAt: query.acceptedAt, dueAt: query.dueAt),
        isAltered: true)
    }
  }

  /// The work in a row of `selection` and `owner`; nil if it was altered.
  private func readWork(_ row: any SQLRow, of query: QueryRecord) throws -> WorkRecord? {
    guard isIntact(row, in: .work) else { return nil }
    guard let enquiries = PackedEnquiries.unpack(row.blob(1), of: query) else {
      notice(.enquiry, [.int(query.number)])
      return nil
    }
    return WorkRecord(query: query, enquiries: enquiries, owner: row.optionalText(3))
  }

  /// A query that is to be looked at.
  public struct Looked: Sendable {
    public let number: Int
    /// Nil if a row of the query was altered or is missing, or the query has ended.
    public let work: WorkRecord?
    /// The details of its person, sealed; nil if there is no such person.
    public let sealedDetails: Data?
  }

  private static let looked = """
    \(SealedTable.queries.selection(as: "q")), \(SealedTable.work.selection(as: "w")), w.owner, p.details, w.query
    from work w left join queries q on q.number = w.query left join persons p on p.id = q.person
    """
  private static let dueStatement = """
    select \(looked) where w.next_at <= $1 order by w.next_at, w.query limit $2
    """

  /// The queries that are to be looked at now, longest waiting first: one statement for all.
  public func dueWork(limit: Int) throws -> [Looked] {
    try sql.all(Self.dueStatement, .integer(now.milliseconds), .int(limit), read: readLooked)
  }

  /// Whether a query is to be looked at now, or something waits for a bank.
  public func isWorkDue() throws -> Bool {
    let isDue = try sql.first(
      "select 1 from work where next_at <= $1 limit 1", .integer(now.milliseconds), read: { _ in true })
    return try isDue ?? (sql.first("select 1 from waiting limit 1", read: { _ in true }) ?? false)
  }

  /// Whether more queries than a number are to be looked at now.
  public func isMoreDue(than number: Int) throws -> Bool {
    let found = try sql.first(
      "select count(*) from (select 1 from work where next_at <= $1 limit $2) as due", .integer(now.milliseconds),
      .int(number + 1), read: { $0.int(0) })
    return (found ?? 0) > number
  }

  /// The queries of these numbers that have work, one statement for every 256.
  public func work(of numbers: [Int]) throws -> [Looked] {
    var found: [Looked] = []
    try ValueList.each(of: numbers) { list in
      try sql.query("select \(Self.looked) where w.query in (\(list.placeholders))", list.values) {
        found.append(try readLooked($0))
      }
    }
    return found
  }

  private func readLooked(_ row: any SQLRow) throws -> Looked {
    let first = SealedTable.queries.width
    let (work, details) = (RowPart(row: row, first: first), first + SealedTable.work.width + 1)
    let number = row.int(details + 1)
    guard !row.isNull(0) else { return Looked(number: number, work: nil, sealedDetails: nil) }
    let query = try readQuery(row)
    guard !query.isAltered, query.state.isOpen else { return Looked(number: number, work: nil, sealedDetails: nil) }
    return Looked(number: number, work: try readWork(work, of: query), sealedDetails: row.optionalBlob(details))
  }

  /// The work of queries that this program has read before and holds in memory, one statement for every 256: queries
  /// that have ended meanwhile are left out.
  public func work(of queries: [QueryRecord]) throws -> [Looked] {
    let known = Dictionary(queries.map { ($0.number, $0) }) { first, _ in first }
    let numbers = known.keys.sorted()
    var found: [Looked] = []
    try ValueList.each(of: numbers) { list in
      try sql.query(
        "select \(SealedTable.work.selection), owner from work where query in (\(list.placeholders))", list.values
      ) { row in
        guard let query = known[row.int(0)] else { return }
        found.append(Looked(number: query.number, work: try readWork(row, of: query), sealedDetails: nil))
      }
    }
    return found
  }

  /// Which of these queries have work still, one statement for every 256.
  public func isOpen(_ numbers: [Int]) throws -> Set<Int> {
    var open: Set<Int> = []
    try ValueList.each(of: numbers) { list in
      try sql.query("select query from work where query in (\(list.placeholders))", list.values) {
        open.insert($0.int(0))
      }
    }
    return open
  }

  // MARK: Bringing forward

  /// Makes the queries due that were accepted before a revision, and whose next look is put off.
  public func hastenQueries(acceptedBefore revision: Int) throws {
    try sql.execute(
      """
      update work set next_at = $1 where next_at > $2 and query in (
        select number from queries where state in ('accepted', 'collecting') and revision < $3)
      """,
      .integer(now.milliseconds), .integer(now.milliseconds), .int(revision))
  }

  /// Makes the queries due that were accepted before a revision, and have put something aside for a bank.
  public func hastenWaiting(at bank: BankCode, acceptedBefore revision: Int) throws {
    try sql.execute(
      """
      update work set next_at = $1 where (next_at is null or next_at > $1) and query in (
        select w.query from waiting w join queries q on q.number = w.query where w.bank = $2 and q.revision < $3)
      """,
      .integer(now.milliseconds), .text(bank.text), .int(revision))
  }

  /// Makes the work due at once that a dead worker had taken on.
  func releaseClaims(of worker: String) throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute("update work set next_at = $1, owner = null where owner = $2", now, .text(worker))
    try sql.execute(
      "update outbox set next_at = $1, owner = null where owner = $2 and next_at > $3", now, .text(worker), now)
  }
}

extension WorkRecord {
  /// The worker as stored: none once nothing is in its hand.
  var storedOwner: String? { enquiries.contains { $0.isClaimed } ? owner : nil }
}
