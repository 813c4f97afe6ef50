import BankLink
import Domain
import Foundation
import Sealing
import Store

extension CardholderDesk {
  /// Gives a person another number: from a session, or by name and identity number for somebody who cannot sign in with
  /// the old number any more. Identity, face and a code on the new number are all needed; an earlier holder loses the
  /// number, the old number is told, and all sessions end but the one that begins here. Refused while a query runs, as
  /// its banks know the number that it was accepted with, unless the person has the query ended (`endingQuery`), which
  /// starts no waiting time: whoever has lost the number cannot sign in to cancel it.
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
    let signedIn = try await refusingTaken {
      try await using(code, for: request) { transaction in
        // Refused only now, to somebody who has shown their identity.
        guard let person = try transaction.person(identityHash: lookUpHash(identity.idNumber.text)) else {
          throw CardholderFault.notRegistered
        }
        if endingQuery { try endQuery(of: person, in: transaction) }
        try refuseWhileQueryRuns(person, in: transaction)
        try give(phone, to: person, as: identity, telling: message, in: transaction)
        return try beginSession(of: person, in: transaction)
      }
    }
    // The old number is told if there is one; a failure leaves the message to the engine, and undoes nothing.
    _ = try? await Outbox(parts: parts).send(message)
    return signedIn
  }

  /// The identity of a person who is signed in.
  private func identity(of visitor: PersonRecord?) throws -> StatedIdentity {
    guard let visitor else { throw CardholderFault.notLoggedIn }
    let details = try details(of: visitor)
    return StatedIdentity(name: details.name, idNumber: details.idNumber)
  }

  /// Checks the presence of somebody without a code. A person who is signed in is counted as the owner of their present
  /// number, which nobody else counts against, and is told what is wrong; anybody else is counted as a stranger to the
  /// new number.
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

  /// The session of a person who has the number already: nothing changes, and no code is used up.
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

  /// Takes a number from another person. That person's history stays with their identity, and they come back by
  /// changing to another number.
  func vacate(_ phone: PhoneNumber, for newcomer: PersonRecord?, in transaction: Transaction) throws {
    let hash = lookUpHash(phone.text)
    guard let holder = try transaction.person(phoneHash: hash), holder.id != newcomer?.id else { return }
    try transaction.losePhone(hash, vacant: vacantHash(holder), of: holder.id)
  }

  /// The hash in place of a number for a person without one: no phone has it.
  private func vacantHash(_ person: PersonRecord) -> Data { lookUpHash("no phone \(person.id)") }

  func seal(_ details: PersonalDetails, of person: String) throws -> Data {
    try AtRest(store.secret, for: .personalDetails).seal(details.document, context: person)
  }

  /// Throws while a query runs: identity, phone and region do not change while banks are asked about a person.
  func refuseWhileQueryRuns(_ person: PersonRecord, in transaction: Transaction) throws {
    if let latest = try transaction.queries(of: person.id, limit: 1).first, latest.state.isOpen {
      throw CardholderFault.queryInProgress(query: latest.id)
    }
  }
}
