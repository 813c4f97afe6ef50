import BankLink
import Domain
import Foundation
import QueryEngine
import Sealing
import Store
import Text

/// Queries that wait for one bank, each of a person of its own. Those that are first in the line are stored by the
/// store's own functions, seals and all; the others, which nobody reads meanwhile, are copies of the last of these under
/// other keys.
///
/// Identifiers and hashes come in order, unlike real ones: a load in random order would take hours on a disk. The
/// public key and what the people's keys cover are the same for all.
struct WaitingLoad {
  let count: Int
  /// The number of queries that can be asked.
  let whole: Int
  let bank: BankCode
  let region: RegionCode
  let agreement: String

  /// The number of queries in one commit.
  private static let block = 5_000

  /// Stores those that can be asked.
  func fill(_ store: Store) throws {
    let keys = try QueryKeys.make(query: "Q", personKey: Self.basePoint)
    for start in stride(from: 0, to: min(count, whole), by: Self.block) {
      try store.write(protecting: [.rollout(.shared), .days]) { transaction in
        try transaction.prepareDayKeys()
        try transaction.prepareVault(of: QueryMachine.lastDay(generatedAt: transaction.now))
        let revision = try transaction.runningNumber()
        for number in start..<min(count, whole, start + Self.block) {
          let person = try insertPerson(number, keys, in: transaction)
          try insertQuery(number, of: person, keys, revision: revision, in: transaction)
        }
      }
    }
  }

  /// Stores the others by bare statements, while nobody has the database open.
  func copy(in location: StoreLocation) throws {
    guard count > whole else { return }
    let database = try BareDatabase(path: location.path)
    for pragma in ["synchronous = off", "cache_size = -262144", "wal_autocheckpoint = 0"] {
      database.execute("pragma \(pragma)")
    }
    let last = database.numbers("select max(number) from queries").first ?? 0
    let day = database.numbers("select vault_day from queries where number = \(last)").first ?? 0
    let person = "printf('P\(Self.shard)%016d', n + \(whole - 1))"
    let copies: [(table: String, condition: String, keys: [String: String])] = [
      (
        "persons", "id = (select person from queries where number = \(last))",
        [
          "id": person, "identity_hash": "cast(printf('a%031d', n) as blob)",
          "phone_hash": "cast(printf('b%031d', n) as blob)",
        ]
      ),
      (
        "queries", "number = \(last)",
        ["number": "number + n", "id": "printf('Q\(Self.shard)%016d', n + \(whole - 1))", "person": person]
      ),
      ("work", "query = \(last)", ["query": "query + n"]),
      ("waiting", "query = \(last)", ["query": "query + n", "since": "since + \(Self.turned) + n"]),
      ("vault_\(day)", "item & \(1 << 44 - 1) = \(last)", ["item": "item + n"]),
    ]
    database.commit {
      for copy in copies { database.execute(statement(copy.table, copy.condition, copy.keys, in: database)) }
    }
    database.execute("pragma wal_checkpoint(truncate)")
  }

  /// Copies one row under other keys, as often as queries are missing: `n` is 1 for the first copy.
  private func statement(
    _ table: String, _ condition: String, _ keys: [String: String], in database: BareDatabase
  ) -> String {
    let columns = database.texts("select name from pragma_table_info('\(table)')")
    return """
      with recursive copies (n) as (select 1 union all select n + 1 from copies where n < \(count - whole)),
        template as materialized (select * from \(table) where \(condition) limit 1)
      insert into \(table) (\(columns.joined(separator: ", ")))
      select \(columns.map { keys[$0] ?? $0 }.joined(separator: ", "))
      from template, copies
      """
  }

  /// A valid public key of X25519: the base point (RFC 7748, section 4.1).
  private static let basePoint = Data([9] + [UInt8](repeating: 0, count: 31))

  private func insertPerson(_ number: Int, _ keys: QueryKeys, in transaction: Transaction) throws -> String {
    let id = "P\(Self.shard)\(Self.padded(number))"
    let details = AtRest(transaction.store.secret, for: .personalDetails)
    try transaction.insert(
      PersonRecord(
        id: id, sealedDetails: try details.seal(Resident(number).document, context: id), region: region,
        bucket: Bucket(number: UInt16(number % Bucket.count)),
        keys: PersonKeys(publicKey: keys.publicKey, sealedPrivateKey: Data(repeating: 7, count: 104)),
        registeredAt: transaction.now),
      identityHash: Self.hash(number, 1), phoneHash: Self.hash(number, 2))
    return id
  }

  private func insertQuery(
    _ number: Int, of person: String, _ keys: QueryKeys, revision: Int, in transaction: Transaction
  ) throws {
    let (store, now) = (transaction.store, transaction.now)
    let (id, due) = ("Q\(Self.shard)\(Self.padded(number))", now.adding(QueryMachine.deadline))
    let query = try transaction.insert(
      QueryRecord(
        id: id, person: person, revision: revision, region: region, channel: .app, agreement: agreement, banks: [bank],
        publicKey: keys.publicKey, acceptedAt: now,
        machine: QueryMachine(state: .accepted, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: due),
        vaultDay: QueryMachine.lastDay(generatedAt: now)))
    let day = QueryMachine.lastDay(generatedAt: due)
    let sealed = try store.dayKeys.sealer(of: day, now: now).seal(keys.sealedToPerson, context: "\(id) \(day)")
    try transaction.keep(key: sealed, of: query.number, in: query.vaultDay)
    var work = WorkRecord.new(query)
    work.enquiries[0].machine = EnquiryMachine(
      state: .queued, code: nil, attempts: 0, nextAt: Self.since(number, before: now), dueAt: due)
    try transaction.putAside(&work.enquiries[0])
    try transaction.insert(work)
  }

  // MARK: The order of waiting

  /// The number of queries among which the order of waiting is not that of the queries' numbers.
  private static let turned = 100
  /// The time for which the last one has waited, in milliseconds.
  private static let shortest: Int64 = 60_000

  /// The place in the order of waiting, 0 for the first: each hundred is turned round, so that an engine that went by
  /// numbers would be found out.
  static func rank(_ number: Int) -> Int { number / turned * turned + turned - 1 - number % turned }

  /// The time since which a query waits; a millisecond lies between two.
  private static func since(_ number: Int, before now: Moment) -> Moment {
    now.adding(.milliseconds(Int64(rank(number)) - 2_000_000 - shortest))
  }

  // MARK: Identifiers

  private static let shard = "00"

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func hash(_ number: Int, _ kind: UInt8) -> Data {
    withUnsafeBytes(of: UInt64(number).bigEndian) { Data([kind] + $0) } + Data(count: 23)
  }

  /// The number of a loaded person by their phone; nil if it is nobody's of the load.
  func number(of details: PersonalDetails) -> Int? {
    Int(details.phone.text.dropFirst(3)).map { $0 - 10_000_000 }.flatMap { (0..<count).contains($0) ? $0 : nil }
  }
}

extension Resident {
  /// The details in the form that is sealed at rest.
  fileprivate var document: Data {
    let details = PersonalDetails(name: name, idNumber: idNumber, phone: phone)
    return Data(JSONValue.object(details.members).compact.utf8)
  }
}
