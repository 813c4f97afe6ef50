import BankLink
import Domain
import Foundation
import Sealing
import Store
import Text

/// The requests of cardholders. One file each: registration, login, moving, another phone, the password, banks,
/// application, status, report, history.
public struct CardholderDesk: Sendable {
  let parts: EngineParts
  /// The machine of a person who is not signed in.
  let requester: Requester

  public init(_ parts: EngineParts, requester: Requester) {
    self.parts = parts
    self.requester = requester
  }

  var store: Store { parts.store }

  /// The notes to the person in a sandbox, which stands in for the world.
  public var sandboxNotices: SandboxNotices {
    SandboxNotices(
      identity: parts.identity.sandboxNotice, face: parts.face.sandboxNotice)
  }

  public struct SandboxNotices: Sendable {
    public let identity: Bilingual?
    public let face: Bilingual?
  }

  // MARK: The person of a session

  func tokenHash(_ token: String) -> Data { store.secret.hash(token, for: .sessions) }

  /// The person of a session; throws `notLoggedIn`, and `RecordFault` where the person's row was altered.
  func person(_ token: String?, in transaction: Transaction) throws -> PersonRecord {
    guard let token, let person = try transaction.person(tokenHash: tokenHash(token)), person.phoneLostAt == nil else {
      throw CardholderFault.notLoggedIn
    }
    return try person.intact()
  }

  /// The identifier of the session's person, enough for reading their own data.
  func visitor(_ token: String?, in transaction: Transaction) throws -> String {
    guard let token, let person = try transaction.visitor(tokenHash: tokenHash(token)) else {
      throw CardholderFault.notLoggedIn
    }
    return person
  }

  func person(_ token: String?) throws -> PersonRecord {
    try store.read { try person(token, in: $0) }
  }

  /// A person's name, numbers and phone, opened for as long as they are needed.
  func details(of person: PersonRecord) throws -> PersonalDetails {
    try parts.details(of: person)
  }
}

extension PersonRecord {
  /// The record; throws if it was altered: nothing is done for a person by an altered row (rule 11).
  func intact() throws(RecordFault) -> PersonRecord {
    guard !isAltered else { throw .altered(.person) }
    return self
  }
}

extension EngineParts {
  func details(of person: PersonRecord) throws -> PersonalDetails {
    try details(person.sealedDetails, of: person.id)
  }

  func details(_ sealed: Data, of person: String) throws -> PersonalDetails {
    let document = try AtRest(store.secret, for: .personalDetails).open(sealed, context: person)
    guard let details = PersonalDetails(document: document) else { throw StoreFault.corrupt("persons") }
    return details
  }
}

/// A session as given to the person.
public struct SignedIn: Sendable, Equatable {
  /// The person's pseudonym.
  public let person: String
  public let region: RegionCode
  /// The token, which the person's program keeps secret.
  public let token: String
}
