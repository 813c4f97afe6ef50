import BankLink
import Domain
import Foundation
import Sealing
import Store

/// What a person registers with.
public struct Registration: Sendable {
  public let details: PersonalDetails
  public let region: RegionCode

  public init(name: PersonName, idNumber: IdentityNumber, phone: PhoneNumber, region: RegionCode) {
    details = PersonalDetails(name: name, idNumber: idNumber, phone: phone)
    self.region = region
  }
}

extension CardholderDesk {
  /// Real-name registration. Without a code one is sent (`codeRequired`); with it the identity is verified, the
  /// person's keys are made under the payment password, and a session begins.
  public func register(
    _ registration: Registration, code: String?, password: PaymentPassword?
  ) async throws -> SignedIn {
    try refuseUnborn(registration.details.idNumber)
    let request = CodeDesk.Request(phone: registration.details.phone, purpose: .register)
    guard let code else { try await CodeDesk(parts: parts).send(request) }
    guard let password else { throw DeskFault.passwordRequired }
    try await require(code, for: request, consuming: false)
    // Who is registered is told to nobody whose identity is not verified.
    guard try await parts.identity.confirms(registration.details, region: registration.region) else {
      throw DeskFault.notVerified
    }
    guard try store.read({ try !isRegistered(registration, in: $0) }) else { throw DeskFault.alreadyRegistered }
    let person = try await newPerson(registration, password: password)
    return try await store.submit { transaction in
      if let problem = try CodeDesk(parts: parts).problem(code, for: request, consuming: true, in: transaction) {
        throw DeskFault.code(problem)
      }
      try keep(person, registration, in: transaction)
      return try beginSession(of: person, in: transaction)
    }
  }

  /// A birth date to come, or one that nobody alive has, is no identity number's.
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
    let sealed = try AtRest(secret, for: .personalDetails).seal(registration.details.document, context: id)
    return PersonRecord(
      id: id, sealedDetails: sealed, region: registration.region, bucket: bucket(of: number), keys: keys,
      registeredAt: parts.clock.now)
  }

  /// Fixed by the identity number, so that registering anew draws no other lot.
  private func bucket(of identityNumber: String) -> Bucket {
    let hash = store.secret.hash(identityNumber, for: .bucket).prefix(8)
    let number = hash.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Bucket(number: UInt16(number % UInt64(Bucket.count)))
  }

  private func isRegistered(_ registration: Registration, in transaction: Transaction) throws -> Bool {
    try transaction.isRegistered(
      identityHash: store.secret.hash(registration.details.idNumber.text, for: .lookUp),
      phoneHash: store.secret.hash(registration.details.phone.text, for: .lookUp))
  }

  private func keep(_ person: PersonRecord, _ registration: Registration, in transaction: Transaction) throws {
    guard try !isRegistered(registration, in: transaction) else { throw DeskFault.alreadyRegistered }
    try transaction.insert(
      person, identityHash: store.secret.hash(registration.details.idNumber.text, for: .lookUp),
      phoneHash: store.secret.hash(registration.details.phone.text, for: .lookUp))
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
