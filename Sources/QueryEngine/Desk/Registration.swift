import BankLink
import Domain
import Foundation
import Sealing
import Store

/// The details of a registration.
public struct Registration: Sendable {
  public let details: PersonalDetails
  public let region: RegionCode

  public init(name: PersonName, idNumber: IdentityNumber, phone: PhoneNumber, region: RegionCode) {
    details = PersonalDetails(name: name, idNumber: idNumber, phone: phone)
    self.region = region
  }
}

extension CardholderDesk {
  /// Real-name registration. Without a code one is sent (`codeRequired`); with the code the identity is verified, the
  /// person's keys are made under the payment password, and a session begins.
  ///
  /// A number that belongs to somebody else's older account is taken over, after a face check: numbers are given to
  /// other people. With `inPerson` the person's presence is checked before the code is sent, even if strangers have had
  /// so many codes sent to the phone that no more are.
  public func register(
    _ registration: Registration, code: String?, password: PaymentPassword?, face: FaceSample = .given,
    inPerson: Bool = false
  ) async throws -> SignedIn {
    try refusePretending(face)
    let details = registration.details
    try refuseUnborn(details.idNumber)
    let request = codeRequest(details.phone, .register)
    guard let code else {
      try await send(request, showing: inPerson ? details : nil, region: registration.region, face: face)
    }
    guard let password else { throw CardholderFault.passwordRequired }
    try await require(code, for: request, consuming: false)
    let takesOver = try await counting(against: request) {
      // Whether somebody is registered is told to nobody whose identity is not verified.
      guard try await parts.identity.confirms(details, region: registration.region) else {
        throw CardholderFault.notVerified
      }
      let takesOver = try store.read { try isTaken(registration, in: $0) }
      if takesOver { try await requireFace(face, of: details) }
      return takesOver
    }
    let person = try await newPerson(registration, password: password)
    return try await refusingTaken {
      try await using(code, for: request) { transaction in
        try keep(person, registration, takingOver: takesOver, in: transaction)
        return try beginSession(of: person, in: transaction)
      }
    }
  }

  /// Gives an identity or a phone that has been taken since it was looked for the words that the look would have given.
  func refusingTaken<Value>(_ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch StoreFault.notUnique(.identity) {
      throw CardholderFault.alreadyRegistered
    } catch StoreFault.notUnique(.phone) {
      throw CardholderFault.busy
    }
  }

  /// Whether the phone is another person's; throws if the person has registered already.
  private func isTaken(_ registration: Registration, in transaction: Transaction) throws -> Bool {
    guard try transaction.person(identityHash: lookUpHash(registration.details.idNumber.text)) == nil else {
      throw CardholderFault.alreadyRegistered
    }
    return try transaction.person(phoneHash: lookUpHash(registration.details.phone.text)) != nil
  }

  /// Throws if the birth date lies in the future, or is one that nobody alive has.
  private func refuseUnborn(_ number: IdentityNumber) throws {
    let today = try store.now().day
    guard number.birthDay <= today, number.birthDay > today.adding(-Self.longestLifeDays) else {
      throw PersonFault.invalidIDNumber(.date)
    }
  }

  private static let longestLifeDays = 130 * 366

  private func newPerson(_ registration: Registration, password: PaymentPassword) async throws -> PersonRecord {
    let secret = store.secret
    let number = registration.details.idNumber.text
    let shard = secret.hash(number, for: .bucket).suffix(1).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    let id = parts.random.personIdentifier(shard: shard.joined().uppercased())
    let cost = parts.passwords.cost
    let keys = try await parts.passwords.run {
      try PersonKeys.make(password: password.text, person: id, secret: secret, cost: cost)
    }
    let sealed = try seal(registration.details, of: id)
    return PersonRecord(
      id: id, sealedDetails: sealed, region: registration.region, bucket: bucket(of: number), keys: keys,
      registeredAt: parts.clock.now)
  }

  /// The bucket, fixed by the identity number, so that registering anew draws no other one.
  private func bucket(of identityNumber: String) -> Bucket {
    let hash = store.secret.hash(identityNumber, for: .bucket).prefix(8)
    let number = hash.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Bucket(number: UInt16(number % UInt64(Bucket.count)))
  }

  private func keep(
    _ person: PersonRecord, _ registration: Registration, takingOver: Bool, in transaction: Transaction
  ) throws {
    // Somebody may have got the number since the face check.
    guard try !isTaken(registration, in: transaction) || takingOver else { throw CardholderFault.busy }
    let details = registration.details
    try vacate(details.phone, for: nil, in: transaction)
    try transaction.insert(
      person, identityHash: lookUpHash(details.idNumber.text), phoneHash: lookUpHash(details.phone.text))
  }

  /// A new session with a random token of 256 bits.
  func beginSession(of person: PersonRecord, in transaction: Transaction) throws -> SignedIn {
    let token = (0..<4).map { _ in String(parts.random.next(), radix: 36) }.joined(separator: "-")
    try transaction.insertSession(
      tokenHash: tokenHash(token), person: person.id,
      expiresAt: transaction.now.adding(parts.settings.sessionLifetime))
    return SignedIn(person: person.id, region: person.region, token: token)
  }
}
