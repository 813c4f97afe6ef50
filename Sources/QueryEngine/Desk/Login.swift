import BankLink
import Domain
import Foundation
import Sealing
import Store

/// An identity as somebody states it, by name and number.
public struct StatedIdentity: Sendable {
  public let name: PersonName
  public let idNumber: IdentityNumber

  public init(name: PersonName, idNumber: IdentityNumber) {
    self.name = name
    self.idNumber = idNumber
  }

  func details(_ phone: PhoneNumber) -> PersonalDetails {
    PersonalDetails(name: name, idNumber: idNumber, phone: phone)
  }
}

extension CardholderDesk {
  /// Begins a session. A code shows who has the SIM today, and numbers are given to other people: so the face must be
  /// that of the account's person, too. Whether a phone is registered is told only after its own code was right.
  ///
  /// With an identity the account must be that person's; this also lets a person in whose phone strangers have had so
  /// many codes sent to that no more are.
  public func login(
    phone: PhoneNumber, code: String?, face: FaceSample = .given, identity: StatedIdentity? = nil
  ) async throws -> SignedIn {
    try refusePretending(face)
    let request = codeRequest(phone, .login)
    guard let code else {
      try await send(request, showing: identity?.details(phone), region: nil, face: face)
    }
    try await require(code, for: request, consuming: false)
    let person = try await registered(phone, identity, code, request)
    try await counting(against: request) { try await requireFace(face, of: details(of: person)) }
    return try await using(code, for: request, protecting: [.person(person.id)]) { transaction in
      // The phone may have changed hands meanwhile.
      guard try find(phone, identity, in: transaction)?.id == person.id else { throw CardholderFault.busy }
      return try beginSession(of: person, in: transaction)
    }
  }

  /// The person who has a phone; if there is none the code is used up.
  private func registered(
    _ phone: PhoneNumber, _ identity: StatedIdentity?, _ code: String, _ request: SMSCodes.Request
  ) async throws -> PersonRecord {
    if let person = try store.read({ try find(phone, identity, in: $0)?.intact() }) { return person }
    try await require(code, for: request, consuming: true)
    throw CardholderFault.notRegistered
  }

  private func find(
    _ phone: PhoneNumber, _ identity: StatedIdentity?, in transaction: Transaction
  ) throws -> PersonRecord? {
    guard let person = try transaction.person(phoneHash: lookUpHash(phone.text)) else { return nil }
    guard let identity else { return person }
    guard try transaction.person(identityHash: lookUpHash(identity.idNumber.text))?.id == person.id else { return nil }
    // Nothing of an altered row is opened: it is refused as such.
    guard !person.isAltered else { return person }
    return try PersonName.areSame(details(of: person).name.text, identity.name.text) ? person : nil
  }

  /// The hashes by which people are found.
  func lookUpHash(_ text: String) -> Data { store.secret.hash(text, for: .lookUp) }

  /// Ends a session; does nothing if it has ended already.
  public func logout(_ token: String?) async throws {
    guard let token else { throw CardholderFault.notLoggedIn }
    try await store.submit(protecting: []) { transaction in
      _ = try person(token, in: transaction)
      try transaction.deleteSession(tokenHash: tokenHash(token))
    }
  }
}
