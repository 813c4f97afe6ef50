import Crypto
import Domain
import Foundation
import Sealing
import Store

/// The payment password: trying it, changing it, resetting it.
extension CardholderDesk {
  /// Wrong payment passwords after which opening is locked for a day (design: "Keys").
  static let passwordAttempts = 5
  static let passwordLock = Span.days(1)

  /// Sets another password with the old one; reports made before stay open to it.
  public func changePassword(_ token: String?, old: String, new: String) async throws {
    let person = try person(token)
    let details = try details(of: person)
    let new = try PaymentPassword(new, idNumber: details.idNumber, phone: details.phone)
    let old = try EnteredPassword(old).text
    _ = try await openKey(of: person, password: old)
    let (secret, cost, keys, id) = (store.secret, parts.passwords.cost, person.keys, person.id)
    let resealed = try await parts.passwords.run {
      try keys.resealed(from: old, to: new.text, person: id, secret: secret, cost: cost)
    }
    try await keep(resealed, replacing: keys, token: token)
  }

  /// Sets a password without the old one, after face and code. The keys are new: old reports stay closed.
  public func resetPassword(_ token: String?, new: String?, code: String?, face: FaceSample) async throws {
    try refusePretending(face)
    let person = try person(token)
    let details = try details(of: person)
    let password = try new.map { try PaymentPassword($0, idNumber: details.idNumber, phone: details.phone) }
    guard try await parts.face.passes(face, details: details) else { throw DeskFault.faceCheckFailed }
    let request = CodeDesk.Request(phone: details.phone, purpose: .password)
    guard let code else { try await CodeDesk(parts: parts).send(request) }
    guard let password else { throw DeskFault.passwordRequired }
    try await require(code, for: request, consuming: true)
    let (secret, cost, id) = (store.secret, parts.passwords.cost, person.id)
    let keys = try await parts.passwords.run {
      try PersonKeys.make(password: password.text, person: id, secret: secret, cost: cost)
    }
    try await keep(keys, replacing: nil, token: token)
  }

  /// Stores keys and ends the person's other sessions. `replacing`: only where these are still the person's keys.
  private func keep(_ keys: PersonKeys, replacing old: PersonKeys?, token: String?) async throws {
    try await store.submit { transaction in
      let person = try self.person(token, in: transaction)
      if let old, person.keys.sealedPrivateKey != old.sealedPrivateKey { throw DeskFault.busy }
      try transaction.setKeys(keys, of: person.id)
      try transaction.deleteSessions(of: person.id, except: tokenHash(token ?? ""))
    }
  }

  /// The person's private key. What cannot be a payment password is no attempt; any other is counted before it is tried, so that trying in parallel wins nothing.
  func openKey(of person: PersonRecord, password: String) async throws -> Curve25519.KeyAgreement.PrivateKey {
    let password = try EnteredPassword(password).text
    let failures = try await countAttempt(of: person.id)
    let (secret, cost, keys, id) = (store.secret, parts.passwords.cost, person.keys, person.id)
    do {
      let key = try await parts.passwords.run {
        try keys.open(password: password, person: id, secret: secret, cost: cost)
      }
      try await store.submit { try $0.setPasswordFailures(0, lockedUntil: nil, of: id) }
      return key
    } catch is WrongPassword {
      let left = Self.passwordAttempts - failures
      guard left <= 0 else { throw DeskFault.passwordWrong(attemptsLeft: left) }
      throw DeskFault.passwordLocked(until: try lockEnd(of: id))
    } catch DeskFault.busy {
      try await discountAttempt(of: id)
      throw DeskFault.busy
    }
  }

  private func countAttempt(of id: String) async throws -> Int {
    try await store.submit { transaction in
      guard let person = try transaction.person(id)?.intact() else { throw DeskFault.notLoggedIn }
      if let until = person.passwordLockedUntil, transaction.now < until {
        throw DeskFault.passwordLocked(until: until)
      }
      let before = person.passwordLockedUntil == nil ? person.passwordFailures : 0
      let failures = before + 1
      let lock = failures >= Self.passwordAttempts ? transaction.now.adding(Self.passwordLock) : nil
      try transaction.setPasswordFailures(failures, lockedUntil: lock, of: id)
      return failures
    }
  }

  /// Takes back one that was counted and could not be tried.
  private func discountAttempt(of id: String) async throws {
    try await store.submit { transaction in
      let failures = try transaction.person(id)?.intact().passwordFailures ?? 0
      try transaction.setPasswordFailures(max(0, failures - 1), lockedUntil: nil, of: id)
    }
  }

  private func lockEnd(of id: String) throws -> Moment {
    try store.read { try $0.person(id)?.passwordLockedUntil ?? $0.now }
  }
}
