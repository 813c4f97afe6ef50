import Domain
import Foundation
import Sealing

/// A registered person as stored; the details stay sealed until somebody needs them.
public struct PersonRecord: Sendable {
  /// A random pseudonym with the person's shard in front.
  public let id: String
  public let sealedDetails: Data
  public let region: RegionCode
  public let bucket: Bucket
  public let keys: PersonKeys
  public let registeredAt: Moment
  public let movedAt: Moment?
  /// When the person's number went to somebody else; nil while it is theirs. Nothing is sent to it any more.
  public let phoneLostAt: Moment?
  public let passwordFailures: Int
  public let passwordLockedUntil: Moment?

  public init(
    id: String, sealedDetails: Data, region: RegionCode, bucket: Bucket, keys: PersonKeys, registeredAt: Moment,
    movedAt: Moment? = nil, phoneLostAt: Moment? = nil, passwordFailures: Int = 0, passwordLockedUntil: Moment? = nil
  ) {
    self.id = id
    self.sealedDetails = sealedDetails
    self.region = region
    self.bucket = bucket
    self.keys = keys
    self.registeredAt = registeredAt
    self.movedAt = movedAt
    self.phoneLostAt = phoneLostAt
    self.passwordFailures = passwordFailures
    self.passwordLockedUntil = passwordLockedUntil
  }
}

extension Transaction {
  public func insert(_ person: PersonRecord, identityHash: Data, phoneHash: Data) throws {
    try sql.execute(
      """
      insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key,
        registered_at, password_failures)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
      """,
      .text(person.id), .blob(identityHash), .blob(phoneHash), .blob(person.sealedDetails), .text(person.region.text),
      .int(Int(person.bucket.number)), .blob(person.keys.publicKey), .blob(person.keys.sealedPrivateKey),
      .integer(person.registeredAt.milliseconds))
    try countArrival(in: person.region, person.bucket)
  }

  public func person(_ id: String) throws -> PersonRecord? {
    try sql.first("select \(Self.personColumns) from persons where id = $1", .text(id), read: Self.readPerson)
  }

  /// The person of an identity number, whatever phone they have.
  public func person(identityHash: Data) throws -> PersonRecord? {
    try sql.first(
      "select \(Self.personColumns) from persons where identity_hash = $1", .blob(identityHash), read: Self.readPerson)
  }

  public func person(phoneHash: Data) throws -> PersonRecord? {
    try sql.first(
      "select \(Self.personColumns) from persons where phone_hash = $1", .blob(phoneHash), read: Self.readPerson)
  }

  private static let personColumns = """
    id, details, region, bucket, public_key, private_key, registered_at, moved_at, password_failures, \
    password_locked_until, phone_lost_at
    """

  private static func readPerson(_ row: any SQLRow) throws -> PersonRecord {
    PersonRecord(
      id: row.text(0), sealedDetails: row.blob(1), region: RegionCode(row.text(2)),
      bucket: Bucket(number: UInt16(row.int(3))),
      keys: PersonKeys(publicKey: row.blob(4), sealedPrivateKey: row.blob(5)),
      registeredAt: Moment(milliseconds: row.integer(6)),
      movedAt: row.optionalInteger(7).map { Moment(milliseconds: $0) },
      phoneLostAt: row.optionalInteger(10).map { Moment(milliseconds: $0) }, passwordFailures: row.int(8),
      passwordLockedUntil: row.optionalInteger(9).map { Moment(milliseconds: $0) })
  }

  /// Moves somebody as read in this transaction.
  public func move(_ person: PersonRecord, to region: RegionCode) throws {
    try sql.execute(
      "update persons set region = $1, moved_at = $2 where id = $3", .text(region.text), .integer(now.milliseconds),
      .text(person.id))
    try countDeparture(from: person.region, person.bucket)
    try countArrival(in: region, person.bucket)
  }

  /// Gives a person a number, and details that say so; their sessions end. Whoever else had the number loses it first
  /// (`losePhone`). `old` is the number they had until now, if they had one.
  public func setPhone(phoneHash: Data, replacing old: Data?, sealedDetails: Data, of person: String) throws {
    for hash in [old, phoneHash].compactMap(\.self) { try forgetRequesters(phoneHash: hash) }
    try deleteSessions(of: person)
    try sql.execute(
      "update persons set phone_hash = $1, details = $2, phone_lost_at = null where id = $3", .blob(phoneHash),
      .blob(sealedDetails), .text(person))
  }

  /// Takes a number from the person who has it: their sessions end, everything else stays with their identity.
  /// `vacant` is a hash that no phone has, of the person's own.
  public func losePhone(_ phoneHash: Data, vacant: Data, of person: String) throws {
    try forgetRequesters(phoneHash: phoneHash)
    try sql.execute(
      "update persons set phone_hash = $1, phone_lost_at = $2 where id = $3", .blob(vacant),
      .integer(now.milliseconds), .text(person))
    try deleteSessions(of: person)
  }

  public func setKeys(_ keys: PersonKeys, of person: String) throws {
    try sql.execute(
      """
      update persons set public_key = $1, private_key = $2, password_failures = 0, password_locked_until = null
      where id = $3
      """,
      .blob(keys.publicKey), .blob(keys.sealedPrivateKey), .text(person))
  }

  /// Counts wrong payment passwords; a time locks opening until then.
  public func setPasswordFailures(_ failures: Int, lockedUntil: Moment?, of person: String) throws {
    try sql.execute(
      "update persons set password_failures = $1, password_locked_until = $2 where id = $3", .int(failures),
      .optional(lockedUntil?.milliseconds), .text(person))
  }

  public func personsByRegion() throws -> [(region: RegionCode, count: Int)] {
    try sql.all("select region, count(*) from persons group by region order by region") {
      (RegionCode($0.text(0)), $0.int(1))
    }
  }
}
