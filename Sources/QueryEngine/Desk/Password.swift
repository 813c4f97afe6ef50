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

  /// Sets another password with the old one, and says whether it is another. Reports made before stay open to it, and so
  /// does what a running query brings.
  @discardableResult
  public func changePassword(_ token: String?, old: String, new: String) async throws -> Bool {
    let person = try person(token)
    let details = try details(of: person)
    let new = try PaymentPassword(new, idNumber: details.idNumber, phone: details.phone)
    let old = try EnteredPassword(old).text
    _ = try await openKey(of: person, password: old)
    if old == new.text { return false }
    let (secret, cost, keys, id) = (store.secret, parts.passwords.cost, person.keys, person.id)
    let resealed = try await parts.passwords.run {
      try keys.resealed(from: old, to: new.text, person: id, secret: secret, cost: cost)
    }
    try await store.submit { try keep(resealed, replacing: keys, token: token, in: $0) }
    return true
  }

  /// Sets a password without the old one, after face and code, and says whether it is another. The keys are new, so
  /// earlier reports stay closed; and a running query's answers would be sealed to keys that nothing opens any more (its
  /// own key is sealed to the person's, which takes the old password). So the query has to be ended by it, which starts
  /// no waiting time: `endingQuery` says that the person knows. A report that could still be opened is lost together with
  /// the days until the next query, as banks were asked for it: `closingReport` says that the person knows. A query that
  /// has become a report meanwhile is lost by neither word that was not said: the code stays good, and they decide anew.
  @discardableResult
  public func resetPassword(
    _ token: String?, new: String?, code: String?, face: FaceSample, endingQuery: Bool = false,
    closingReport: Bool = false
  ) async throws -> Bool {
    try refusePretending(face)
    let person = try await settled(token)
    let details = try details(of: person)
    let password = try new.map { try PaymentPassword($0, idNumber: details.idNumber, phone: details.phone) }
    try await refuseLoss(token, endingQuery: endingQuery, closingReport: closingReport)
    let request = codeRequest(person, details.phone, .password)
    guard let code else {
      try await countCheck(for: request)
      try await requireFace(face, of: details)
      try await codes.send(request)
    }
    guard let password else { throw DeskFault.passwordRequired }
    try await require(code, for: request, consuming: false)
    try await counting(against: request) { try await requireFace(face, of: details) }
    guard let keys = try await newKeys(of: person, password: password) else {
      try await using(code, for: request) { try $0.setPasswordFailures(0, lockedUntil: nil, of: person.id) }
      return false
    }
    try await using(code, for: request) { transaction in
      let person = try self.person(token, in: transaction)
      try refuseLoss(of: person, endingQuery: endingQuery, closingReport: closingReport, in: transaction)
      try endQuery(of: person, in: transaction)
      try keep(keys, replacing: nil, token: token, in: transaction)
    }
    return true
  }

  /// New keys under a password; nil where it is the one they have, which was not forgotten after all: then everything
  /// stays as it is. This tells nobody anything: whoever guesses wrong here has destroyed what they were after.
  private func newKeys(of person: PersonRecord, password: PaymentPassword) async throws -> PersonKeys? {
    let (secret, cost, id, keys) = (store.secret, parts.passwords.cost, person.id, person.keys)
    return try await parts.passwords.run {
      do {
        _ = try keys.open(password: password.text, person: id, secret: secret, cost: cost)
        return nil
      } catch is WrongPassword {
        return try PersonKeys.make(password: password.text, person: id, secret: secret, cost: cost)
      }
    }
  }

  /// Throws what a reset would take from the person now that they have not said it may: `queryWouldEnd`, then
  /// `reportWouldClose`.
  public func refuseLoss(_ token: String?, endingQuery: Bool, closingReport: Bool) async throws {
    let person = try await settled(token)
    try store.read { try refuseLoss(of: person, endingQuery: endingQuery, closingReport: closingReport, in: $0) }
  }

  private func refuseLoss(
    of person: PersonRecord, endingQuery: Bool, closingReport: Bool, in transaction: Transaction
  ) throws {
    let (queries, now) = (try transaction.queries(of: person.id), transaction.now)
    if !endingQuery, let latest = queries.first, latest.state.isOpen { throw DeskFault.queryWouldEnd(query: latest.id) }
    guard !closingReport, let report = queries.first(where: { $0.isOpenable(to: person, at: now) }) else { return }
    let nextAt = try transaction.latestReport(of: person.id)?.adding(QueryMachine.waitingTime)
    throw DeskFault.reportWouldClose(
      query: report.id, expiresAt: report.machine.expiresAt ?? now, nextAt: nextAt.flatMap { now < $0 ? $0 : nil })
  }

  private func endQuery(of person: PersonRecord, in transaction: Transaction) throws {
    guard let latest = try transaction.queries(of: person.id, limit: 1).first, latest.state.isOpen else { return }
    try Conclusion(parts: parts, transaction: transaction).cancel(latest)
  }

  /// Stores keys and ends the person's other sessions. `replacing`: the same keys under another password, and only where
  /// these are still the person's; nil: new ones.
  private func keep(
    _ keys: PersonKeys, replacing old: PersonKeys?, token: String?, in transaction: Transaction
  ) throws {
    let person = try self.person(token, in: transaction)
    if let old, person.keys.sealedPrivateKey != old.sealedPrivateKey { throw DeskFault.busy }
    if old == nil {
      try transaction.replaceKeys(with: keys, of: person.id)
    } else {
      try transaction.setKeys(keys, of: person.id)
    }
    try transaction.deleteSessions(of: person.id, except: tokenHash(token ?? ""))
  }

  /// The person's private key. What cannot be a payment password is no attempt; any other is counted before it is tried,
  /// so that trying in parallel wins nothing.
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
    } catch {
      // It could not be tried, which is not the person's fault.
      try? await discountAttempt(of: id)
      throw error
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

extension QueryRecord {
  /// Whether there is a report that the person's payment password opens.
  fileprivate func isOpenable(to person: PersonRecord, at now: Moment) -> Bool {
    guard state == .reported, let expiresAt = machine.expiresAt, now < expiresAt else { return false }
    return person.keysSince.map { $0 <= acceptedAt } ?? true
  }
}
