import Domain
import Sealing
import Store

/// Fills a database with people and past queries by bare statements, in the order in which the rows would have come:
/// somebody registers, a registered person applies. Identifiers and hashes are random, as real ones are.
struct BulkLoad {
  let people: Int
  private let banks: [BankCode]

  init(people: Int, banks: [BankCode]) {
    self.people = people
    self.banks = banks
  }

  /// Fills the database. Nothing is synchronised until the end: a load that is cut short is thrown away.
  func fill(_ location: StoreLocation) throws {
    let database = try BareDatabase(path: location.path)
    for pragma in ["synchronous = off", "cache_size = -524288", "wal_autocheckpoint = 0", "journal_mode = memory"] {
      database.execute("pragma \(pragma)")
    }
    let (person, query) = (database.prepare(Self.person), database.prepare(Self.query))
    let rows = Rows(banks: banks)
    database.commit {
      for number in 0..<people {
        rows.bindPerson(number, to: person)
        person.run()
        let applicant = Int(Mixed.number(UInt64(number) &+ 1 << 50) % UInt64(number + 1))
        rows.bindQuery(number, of: applicant, isRecent: number > people - people / 50, to: query)
        query.run()
      }
    }
    for pragma in ["journal_mode = wal", "synchronous = full"] { database.execute("pragma \(pragma)") }
    database.execute("pragma wal_checkpoint(truncate)")
  }

  private static let person = """
    insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key, registered_at,
      password_failures) values ($1, $2, $3, $4, 'CN-BJ', 17, $5, $6, $7, 0)
    """
  private static let query = """
    insert into queries (id, person, state, revision, region, channel, agreement, banks, outcomes, public_key, vault_day,
      accepted_at, due_at, generated_at, expires_at)
    values ($1, $2, $3, 1, 'CN-BJ', 'app', '2021-12', $4, $5, $6, 19000, $7, $8, $9, $10)
    """
}

/// The values of the loaded rows, of the sizes that the program writes.
private struct Rows {
  private let names: String
  private let outcomes: String
  private let details = [UInt8](repeating: 3, count: 110)
  private let privateKey = [UInt8](repeating: 4, count: 104)
  private let publicKey = [UInt8](repeating: 5, count: 32)
  private static let start = 1_640_000_000_000
  private static let day = 86_400_000

  init(banks: [BankCode]) {
    names = banks.map(\.text).joined(separator: " ")
    outcomes = banks.map { "\($0) answered" }.joined(separator: ";")
  }

  func bindPerson(_ number: Int, to statement: BareStatement) {
    statement.bind(1, Mixed.identifier("P", number))
    statement.bind(2, Mixed.hash(number, 1))
    statement.bind(3, Mixed.hash(number, 2))
    statement.bind(4, details)
    statement.bind(5, publicKey)
    statement.bind(6, privateKey)
    statement.bind(7, Self.start + number)
  }

  /// Binds the values of a query. A recent one has a report that can still be opened.
  func bindQuery(_ number: Int, of person: Int, isRecent: Bool, to statement: BareStatement) {
    let accepted = Self.start + number * 1_000
    let expires = isRecent ? 4_000_000_000_000 + number : accepted + 8 * Self.day
    statement.bind(1, Mixed.identifier("Q", number))
    statement.bind(2, Mixed.identifier("P", person))
    statement.bind(3, isRecent ? "reported" : "expired")
    statement.bind(4, names)
    statement.bind(5, outcomes)
    statement.bind(6, publicKey)
    statement.bind(7, accepted)
    statement.bind(8, accepted + Self.day)
    statement.bind(9, accepted + 60_000)
    statement.bind(10, expires)
  }
}

/// Numbers that look random and can be made again from a counter (SplitMix64).
private enum Mixed {
  static func number(_ counter: UInt64) -> UInt64 {
    var mixed = (counter &+ 1) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// An identifier like the program's: a letter, two hexadecimal digits of shard and 16 more.
  static func identifier(_ first: Character, _ number: Int) -> String {
    let (high, low) = (Self.number(UInt64(number)), Self.number(UInt64(number) &+ 1 << 40))
    var bytes = [first.asciiValue ?? 0]
    for shift in 0..<9 { bytes.append(Base32.letters[Int(high >> UInt64(shift * 5) & 31)]) }
    for shift in 0..<9 { bytes.append(Base32.letters[Int(low >> UInt64(shift * 5) & 31)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func hash(_ number: Int, _ kind: UInt64) -> [UInt8] {
    (0..<4).flatMap { word in
      let value = Self.number(UInt64(number) &* 8 &+ UInt64(word) &+ kind << 56)
      return (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }
  }
}
