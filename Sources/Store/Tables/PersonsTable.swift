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
  /// The time at which the person's number went to somebody else; nil while the number is theirs. Nothing is sent to it
  /// any more.
  public let phoneLostAt: Moment?
  /// The time at which a reset of the password made the person's keys; nil if their keys are those of the registration.
  public let keysSince: Moment?
  public let passwordAttempts: PasswordAttempts
  /// Whether the row is not as this program wrote it: nothing of it but the identifier is to be used.
  public let isAltered: Bool

  public init(
    id: String, sealedDetails: Data, region: RegionCode, bucket: Bucket, keys: PersonKeys, registeredAt: Moment,
    movedAt: Moment? = nil, phoneLostAt: Moment? = nil, keysSince: Moment? = nil,
    passwordAttempts: PasswordAttempts = PasswordAttempts(),
    isAltered: Bool = false
  ) {
    self.id = id
    self.sealedDetails = sealedDetails
    self.region = region
    self.bucket = bucket
    self.keys = keys
    self.registeredAt = registeredAt
    self.movedAt = movedAt
    self.phoneLostAt = phoneLostAt
    self.keysSince = keysSince
    self.passwordAttempts = passwordAttempts
    self.isAltered = isAltered
  }
}

extension Transaction {
  public func insert(_ person: PersonRecord, identityHash: Data, phoneHash: Data) throws {
    try insert(
      [
        .text(person.id), .blob(identityHash), .blob(phoneHash), .blob(person.sealedDetails),
        .text(person.region.text), .int(Int(person.bucket.number)), .blob(person.keys.publicKey),
        .blob(person.keys.sealedPrivateKey), .integer(person.registeredAt.milliseconds), .null, .integer(0), .null,
        .null, .null, .null,
      ], into: .persons)
    try countArrival(in: person.region, person.bucket)
  }

  public func person(_ id: String) throws -> PersonRecord? {
    try sql.first(
      "select \(SealedTable.persons.selection) from persons where id = $1", .text(id), read: readPerson)
  }

  /// The person with an identity number, whatever phone they have.
  public func person(identityHash: Data) throws -> PersonRecord? {
    try sql.first(
      "select \(SealedTable.persons.selection) from persons where identity_hash = $1", .blob(identityHash),
      read: readPerson)
  }

  public func person(phoneHash: Data) throws -> PersonRecord? {
    try sql.first(
      "select \(SealedTable.persons.selection) from persons where phone_hash = $1", .blob(phoneHash),
      read: readPerson)
  }

  private func readPerson(_ row: any SQLRow) -> PersonRecord {
    let isIntact = isIntact(row, in: .persons)
    return PersonRecord(
      id: row.text(0), sealedDetails: row.blob(3), region: RegionCode(row.text(4)),
      bucket: Bucket(number: isIntact ? UInt16(row.int(5)) : 0),
      keys: PersonKeys(publicKey: row.blob(6), sealedPrivateKey: row.blob(7)),
      registeredAt: Moment(milliseconds: row.integer(8)),
      movedAt: row.optionalInteger(9).map { Moment(milliseconds: $0) },
      phoneLostAt: row.optionalInteger(12).map { Moment(milliseconds: $0) },
      keysSince: row.optionalInteger(13).map { Moment(milliseconds: $0) },
      passwordAttempts: PasswordAttempts(
        failures: row.int(10), lockedUntil: row.optionalInteger(11).map { Moment(milliseconds: $0) },
        openText: row.optionalText(14)),
      isAltered: !isIntact)
  }

  /// Moves a person, as read in this transaction, to another region.
  public func move(_ person: PersonRecord, to region: RegionCode) throws {
    try change(
      .text(person.id), in: .persons,
      to: ["region": .text(region.text), "moved_at": .integer(now.milliseconds)])
    try countDeparture(from: person.region, person.bucket)
    try countArrival(in: region, person.bucket)
  }

  /// Gives a person a number, and details that contain it; the person's sessions end. Another holder of the number
  /// loses it first (`losePhone`). `old` is the person's number until now, if they had one.
  public func setPhone(phoneHash: Data, replacing old: Data?, sealedDetails: Data, of person: String) throws {
    for hash in [old, phoneHash].compactMap(\.self) { try forgetRequesters(phoneHash: hash) }
    try deleteSessions(of: person)
    try change(
      .text(person), in: .persons,
      to: ["phone_hash": .blob(phoneHash), "details": .blob(sealedDetails), "phone_lost_at": .null])
  }

  /// Takes a number from the person who has it: the person's sessions end, everything else stays with their identity.
  /// `vacant` is a hash that no phone has, of the person's own.
  public func losePhone(_ phoneHash: Data, vacant: Data, of person: String) throws {
    try forgetRequesters(phoneHash: phoneHash)
    try change(
      .text(person), in: .persons,
      to: ["phone_hash": .blob(vacant), "phone_lost_at": .integer(now.milliseconds)])
    try deleteSessions(of: person)
  }

  /// Whether a person's number now belongs to somebody else.
  public func hasLostPhone(_ person: String) throws -> Bool {
    try sql.first(
      "select 1 from persons where id = $1 and phone_lost_at is not null", .text(person), read: { _ in true }) ?? false
  }

  /// Stores a person's keys sealed under another password. Attempts at the earlier password count no more.
  public func setKeys(_ keys: PersonKeys, of person: String) throws {
    try change(
      .text(person), in: .persons,
      to: [
        "public_key": .blob(keys.publicKey), "private_key": .blob(keys.sealedPrivateKey),
        "password_failures": .integer(0), "password_locked_until": .null, "password_trying": .null,
      ])
  }

  /// Replaces a person's keys: reports sealed to the old ones stay closed.
  public func replaceKeys(with keys: PersonKeys, of person: String) throws {
    try setKeys(keys, of: person)
    try change(.text(person), in: .persons, to: ["keys_since": .integer(now.milliseconds)])
  }

  public func setPasswordAttempts(_ attempts: PasswordAttempts, of person: String) throws {
    try change(
      .text(person), in: .persons,
      to: [
        "password_failures": .int(attempts.failures),
        "password_locked_until": .optional(attempts.lockedUntil?.milliseconds),
        "password_trying": .optional(attempts.openText),
      ])
  }

  public func personsByRegion() throws -> [(region: RegionCode, count: Int)] {
    try sql.all("select region, count(*) from persons group by region order by region") {
      (RegionCode($0.text(0)), $0.int(1))
    }
  }
}
