import BankLink
import Domain
import Foundation
import Sealing
import Store

extension CardholderDesk {
  /// Gives a person another number: from a session, or for somebody who cannot sign in with the old number any more by
  /// name and identity number. Identity, face and a code on the new number are all needed; whoever had it loses it, the
  /// old number is told, and all sessions end but the one that begins here. Not while a query runs, as its banks
  /// know the number that it was accepted with: unless the person has it ended (`endingQuery`), which starts no waiting
  /// time. Whoever has lost the number cannot sign in to cancel it.
  public func changePhone(
    _ token: String?, identity: StatedIdentity?, to phone: PhoneNumber, code: String?, face: FaceSample,
    endingQuery: Bool = false
  ) async throws -> SignedIn {
    try refusePretending(face)
    let visitor = try await identity == nil ? settled(token) : nil
    if let visitor, !endingQuery { try store.read { try refuseWhileQueryRuns(visitor, in: $0) } }
    let identity = try identity ?? self.identity(of: visitor)
    if let token, let same = try unchanged(token, identity, phone) { return same }
    var request = codeRequest(phone, .changePhone, binding: identity.idNumber.text)
    guard let code else {
      try await showPresence(identity.details(phone), of: visitor, request, face: face)
      request.isOwner = true
      try await codes.send(request)
    }
    request.isOwner = true
    try await require(code, for: request, consuming: false)
    try await counting(against: request) {
      try await requireKnownPresence(identity.details(phone), region: nil, face: face)
    }
    let message = parts.random.messageIdentifier()
    let signedIn = try await using(code, for: request) { transaction in
      // Said only now, to somebody who has shown who they are.
      guard let person = try transaction.person(identityHash: lookUpHash(identity.idNumber.text)) else {
        throw CardholderFault.notRegistered
      }
      if endingQuery { try endQuery(of: person, in: transaction) }
      try refuseWhileQueryRuns(person, in: transaction)
      try give(phone, to: person, as: identity, telling: message, in: transaction)
      return try beginSession(of: person, in: transaction)
    }
    // Where there is an old number it is told; what goes wrong leaves it to the engine, and undoes nothing.
    _ = try? await Outbox(parts: parts).send(message)
    return signedIn
  }

  /// The check of somebody who asks for themselves.
  private func identity(of visitor: PersonRecord?) throws -> StatedIdentity {
    guard let visitor else { throw CardholderFault.notLoggedIn }
    let details = try details(of: visitor)
    return StatedIdentity(name: details.name, idNumber: details.idNumber)
  }

  /// Before there is a code. Whoever is signed in is counted as the owner of the number they have, where nobody else
  /// counts, and told what is wrong; anybody else as a stranger to the number that they want.
  private func showPresence(
    _ details: PersonalDetails, of visitor: PersonRecord?, _ request: SMSCodes.Request, face: FaceSample
  ) async throws {
    guard let visitor else {
      try await countCheck(for: request)
      return try await requirePresence(details, region: nil, face: face)
    }
    try await countCheck(for: codeRequest(visitor, try self.details(of: visitor).phone, .changePhone))
    try await requireKnownPresence(details, region: nil, face: face)
  }

  /// The session of somebody who has the number already: nothing changes, and nothing is used up.
  private func unchanged(_ token: String, _ identity: StatedIdentity, _ phone: PhoneNumber) throws -> SignedIn? {
    try store.read { transaction in
      guard let person = try? person(token, in: transaction),
        try transaction.person(phoneHash: lookUpHash(phone.text))?.id == person.id,
        try transaction.person(identityHash: lookUpHash(identity.idNumber.text))?.id == person.id
      else { return nil }
      return SignedIn(person: person.id, region: person.region, token: token)
    }
  }

  private func give(
    _ phone: PhoneNumber, to person: PersonRecord, as identity: StatedIdentity, telling message: String,
    in transaction: Transaction
  ) throws {
    let old = person.phoneLostAt == nil ? try details(of: person).phone : nil
    try vacate(phone, for: person, in: transaction)
    if let old, old != phone { try tell(old, of: person, message, in: transaction) }
    try transaction.setPhone(
      phoneHash: lookUpHash(phone.text), replacing: old.map { lookUpHash($0.text) },
      sealedDetails: try seal(identity.details(phone), of: person.id), of: person.id)
  }

  private func tell(
    _ phone: PhoneNumber, of person: PersonRecord, _ message: String, in transaction: Transaction
  ) throws {
    try Outbox(parts: parts).put(
      MessageText.phoneChanged, to: phone, meant: .former(person: person.id), id: message, in: transaction,
      expiresAt: transaction.now.adding(.days(7)), sentAtOnce: true)
  }

  /// Takes a number from somebody else who has it. Their history stays with their identity, and they come back by
  /// changing to another number.
  func vacate(_ phone: PhoneNumber, for newcomer: PersonRecord?, in transaction: Transaction) throws {
    let hash = lookUpHash(phone.text)
    guard let holder = try transaction.person(phoneHash: hash), holder.id != newcomer?.id else { return }
    try transaction.losePhone(hash, vacant: vacantHash(holder), of: holder.id)
  }

  /// The hash of somebody who has no number: no phone has it.
  private func vacantHash(_ person: PersonRecord) -> Data { lookUpHash("no phone \(person.id)") }

  func seal(_ details: PersonalDetails, of person: String) throws -> Data {
    try AtRest(store.secret, for: .personalDetails).seal(details.document, context: person)
  }

  /// Nobody's identity, phone or region changes while banks are asked about them.
  func refuseWhileQueryRuns(_ person: PersonRecord, in transaction: Transaction) throws {
    if let latest = try transaction.queries(of: person.id, limit: 1).first, latest.state.isOpen {
      throw CardholderFault.queryInProgress(query: latest.id)
    }
  }
}
