import Crypto
import Domain
import Foundation
import Sealing
import Store

/// The payment password: attempts, changes and resets.
extension CardholderDesk {
  /// Sets another password with the old one, and gives whether the two differ. Earlier reports, and that of a running
  /// query, stay open to the new one.
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
    try await store.submit(protecting: [.person(id)]) { try keep(resealed, replacing: keys, token: token, in: $0) }
    return true
  }

  /// Sets a password without the old one, after face and code, and gives whether the two differ. The keys are new, so
  /// earlier reports stay closed; a running query's answers would be sealed to keys that nothing opens any more (its
  /// own key is sealed to the person's, which takes the old password). So the query has to be ended, which starts no
  /// waiting time: `endingQuery` says that the person agrees. A report that could still be opened is lost, and the
  /// person waits for the next query as banks were asked for it: `closingReport` says that the person agrees. A query
  /// that has become a report meanwhile is not lost without the person's agreement to that: the code stays good, and
  /// they decide anew.
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
    guard let password else { throw CardholderFault.passwordRequired }
    try await require(code, for: request, consuming: false)
    try await counting(against: request) { try await requireFace(face, of: details) }
    guard let keys = try await newKeys(of: person, password: password) else {
      try await using(code, for: request, protecting: [.person(person.id)]) {
        try $0.setPasswordAttempts(PasswordAttempts(), of: person.id)
      }
      return false
    }
    try await using(code, for: request, protecting: [.person(person.id), .work(.exclusive)]) { transaction in
      let person = try self.person(token, in: transaction)
      try refuseLoss(of: person, endingQuery: endingQuery, closingReport: closingReport, in: transaction)
      try endQuery(of: person, in: transaction)
      try keep(keys, replacing: nil, token: token, in: transaction)
    }
    return true
  }

  /// New keys under a password; nil if the password is the present one, which was not forgotten after all: then
  /// everything stays as it is. This tells nobody anything: whoever guesses wrong here has destroyed the reports that
  /// they were after.
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

  /// Throws the first loss by a reset, as things stand, that the person has not agreed to: `queryWouldEnd`, then
  /// `reportWouldClose`.
  public func refuseLoss(_ token: String?, endingQuery: Bool, closingReport: Bool) async throws {
    let person = try await settled(token)
    try store.read { try refuseLoss(of: person, endingQuery: endingQuery, closingReport: closingReport, in: $0) }
  }

  private func refuseLoss(
    of person: PersonRecord, endingQuery: Bool, closingReport: Bool, in transaction: Transaction
  ) throws {
    let (queries, now) = (try transaction.queries(of: person.id), transaction.now)
    if !endingQuery, let latest = queries.first, latest.state.isOpen {
      throw CardholderFault.queryWouldEnd(query: latest.id)
    }
    guard !closingReport, let report = queries.first(where: { $0.isOpenable(to: person, at: now) }) else { return }
    let nextAt = try transaction.latestReport(of: person.id)?.adding(QueryMachine.waitingTime)
    throw CardholderFault.reportWouldClose(
      query: report.id, expiresAt: report.machine.expiresAt ?? now, nextAt: nextAt.flatMap { now < $0 ? $0 : nil })
  }

  /// Ends the running query, if there is one.
  func endQuery(of person: PersonRecord, in transaction: Transaction) throws {
    guard let latest = try transaction.queries(of: person.id, limit: 1).first, latest.state.isOpen else { return }
    try QueryEnding(parts: parts, transaction: transaction).cancel(latest)
  }

  /// Stores keys and ends the person's other sessions. `replacing` are the keys that are stored under another password,
  /// only if they are still the person's; nil for new keys.
  private func keep(
    _ keys: PersonKeys, replacing old: PersonKeys?, token: String?, in transaction: Transaction
  ) throws {
    let person = try self.person(token, in: transaction)
    if let old, person.keys.sealedPrivateKey != old.sealedPrivateKey { throw CardholderFault.busy }
    if old == nil {
      try transaction.replaceKeys(with: keys, of: person.id)
    } else {
      try transaction.setKeys(keys, of: person.id)
    }
    try transaction.deleteSessions(of: person.id, except: tokenHash(token ?? ""))
  }

  /// The person's private key. A text that cannot be a payment password is no attempt; any other is counted before it
  /// is tried, so that trying in parallel wins nothing (`PasswordAttempts`).
  func openKey(of person: PersonRecord, password: String) async throws -> Curve25519.KeyAgreement.PrivateKey {
    let password = try EnteredPassword(password).text
    let attempt = parts.random.attemptIdentifier()
    try await begin(attempt, of: person.id)
    let key = try await open(person, with: password, attempt)
    switch try await end(attempt, of: person.id, isRight: key != nil) {
    case .wrong(let left): throw CardholderFault.passwordWrong(attemptsLeft: left)
    case .locked(let until): throw CardholderFault.passwordLocked(until: until)
    case .right:
      if let key { return key }
      throw CardholderFault.busy
    case .void: throw CardholderFault.busy
    }
  }

  /// The number of looks for which a person waits for the attempts of others to end.
  private static let patience = 100
  private static let pause = Span.milliseconds(200)

  /// Takes one of the five places for an attempt: waits while all are held by attempts that have not ended, and throws
  /// `busy` after a long wait.
  private func begin(_ attempt: String, of id: String) async throws {
    for _ in 0..<Self.patience {
      switch try await change(attemptsOf: id, { $0.begin(attempt, at: $1) }) {
      case .begun: return
      case .locked(let until): throw CardholderFault.passwordLocked(until: until)
      case .wait: try await parts.clock.sleep(for: Self.pause)
      }
    }
    throw CardholderFault.busy
  }

  /// The private key; nil if the password is wrong. Errors of an attempt that could not be made are not the person's
  /// fault, and thrown.
  private func open(
    _ person: PersonRecord, with password: String, _ attempt: String
  ) async throws -> Curve25519.KeyAgreement.PrivateKey? {
    let (secret, cost, keys, id) = (store.secret, parts.passwords.cost, person.keys, person.id)
    do {
      return try await parts.passwords.run {
        do { return try keys.open(password: password, person: id, secret: secret, cost: cost) } catch is WrongPassword {
          return nil
        }
      }
    } catch {
      try? await change(attemptsOf: id) { attempts, _ in attempts.withdraw(attempt) }
      throw error
    }
  }

  private func end(_ attempt: String, of id: String, isRight: Bool) async throws -> PasswordAttempts.Ending {
    try await change(attemptsOf: id) { $0.end(attempt, isRight: isRight, at: $1) }
  }

  private func change<Value: Sendable>(
    attemptsOf id: String, _ change: @escaping @Sendable (inout PasswordAttempts, Moment) -> Value
  ) async throws -> Value {
    try await store.submit(protecting: [.person(id)]) { transaction in
      guard let person = try transaction.person(id)?.intact() else { throw CardholderFault.notLoggedIn }
      var attempts = person.passwordAttempts
      let value = change(&attempts, transaction.now)
      if attempts != person.passwordAttempts { try transaction.setPasswordAttempts(attempts, of: id) }
      return value
    }
  }
}

extension QueryRecord {
  /// Whether the person's payment password opens the query's report.
  fileprivate func isOpenable(to person: PersonRecord, at now: Moment) -> Bool {
    guard state == .reported, let expiresAt = machine.expiresAt, now < expiresAt else { return false }
    return person.keysSince.map { $0 <= acceptedAt } ?? true
  }
}
