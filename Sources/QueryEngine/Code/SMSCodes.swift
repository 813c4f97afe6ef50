import Domain
import Foundation
import Sealing
import Store
import Text

/// Sends SMS codes and checks them. A code is bound to its subject (rule 2) and to its requester.
struct SMSCodes: Sendable {
  let parts: EngineParts

  /// The subject and the requester of a code: a phone, a purpose, and for an application the chosen banks.
  struct Request: Sendable {
    let phone: PhoneNumber
    let purpose: CodePurpose
    /// The requester's hash (`Requester`).
    let requester: Data
    /// Whether the requester is known to be the phone's owner: signed in, or present in person. Other requesters count
    /// as owners once they have given a right code.
    var isOwner = false
    /// The person, if the requester is signed in and the phone is theirs.
    var person: String?
    var binding = ""
    /// The offer that the person was shown, for the code of an application: the banks and the agreement.
    var subject: CodeSubject?
    /// The subject as it is stored with a code, where it has been made before; nil where it has not.
    var subjectText: String?
    /// Whether the person left the choice of banks to the service: then other banks are a change of the offer, not
    /// another choice.
    var isOffer = false
  }

  private static let hour = Span.hours(1)
  private static let day = Span.days(1)
  /// The time for which a requester counts as the phone's owner. Sessions last a month, and a number that is given back
  /// rests for three: this is longer than either.
  private static let acquaintance = Span.days(180)

  /// Sends a new code and throws `codeRequired`; throws `code(.locked)` when too many were sent.
  func send(_ request: Request) async throws -> Never {
    if let obstacle = parts.gateway.obstacle { throw obstacle }
    let id = parts.random.messageIdentifier()
    let code = parts.random.code()
    try await parts.store.submit(protecting: protections(request)) { transaction in
      let isOwner = try request.isOwner || isKnown(request, in: transaction)
      try refuseTooMany(request, isOwner: isOwner, in: transaction)
      try keep(code, for: request, isOwner: isOwner, in: transaction)
      let minutes = parts.settings.codeLifetime.milliseconds / 60_000
      try Outbox(parts: parts).put(
        MessageText.code(code, for: request.purpose, minutes: minutes), to: request.phone,
        meant: request.person.map { .holder(person: $0) } ?? .anybody, id: id, in: transaction,
        expiresAt: transaction.now.adding(parts.settings.codeLifetime), sentAtOnce: true)
    }
    let isSent = try await Outbox(parts: parts).send(id)
    throw CardholderFault.codeRequired(
      maskedPhone: request.phone.masked, banks: request.subject?.banks.banks ?? [], isSent: isSent,
      lifetime: parts.settings.codeLifetime)
  }

  /// What codes and checks for a request rest on: how many there were to its phone, and by its requester.
  func protections(_ request: Request) -> Protections { [.phone(phoneHash(request)), .requester(request.requester)] }

  private func isKnown(_ request: Request, in transaction: Transaction) throws -> Bool {
    try transaction.knows(
      request.requester, phoneHash: phoneHash(request), since: before(transaction.now, Self.acquaintance))
  }

  /// Throws if too many codes were sent. Codes of the phone's owner and of everybody else are counted apart: nobody
  /// uses up the owner's, and nobody makes a stranger's phone ring all day.
  private func refuseTooMany(_ request: Request, isOwner: Bool, in transaction: Transaction) throws {
    let now = transaction.now
    let settings = parts.settings
    let toPhone = try transaction.codeTimes(
      phoneHash: phoneHash(request), own: isOwner, since: before(now, Self.day))
    let asked = try transaction.codeTimes(requester: request.requester, since: before(now, Self.hour))
    let ends = [
      Self.end(of: toPhone, limit: settings.codesPerDay, Self.day),
      settings.codesPerHour.flatMap { Self.end(of: asked, limit: $0, Self.hour) },
      toPhone.first?.adding(settings.codePause),
    ]
    if let until = ends.compactMap(\.self).max(), now < until { throw CardholderFault.code(.locked(until: until)) }
  }

  /// Counts a check of identity and face, and throws `checksLocked` if there were too many: before the services are
  /// asked, so that trying in parallel wins nothing. The owner's and everybody else's are counted apart, as codes are.
  func countCheck(for request: Request, in transaction: Transaction) throws {
    let (now, settings) = (transaction.now, parts.settings)
    let isOwner = try request.isOwner || isKnown(request, in: transaction)
    let hour = before(now, Self.hour)
    let ofPhone = try transaction.checkTimes(phoneHash: phoneHash(request), own: isOwner, since: hour)
    let asked = try transaction.checkTimes(requester: request.requester, since: hour)
    let ends = [
      Self.end(of: ofPhone, limit: settings.checksPerHour, Self.hour),
      settings.codesPerHour.flatMap { Self.end(of: asked, limit: $0, Self.hour) },
    ]
    if let until = ends.compactMap(\.self).max(), now < until { throw CardholderFault.checksLocked(until: until) }
    try transaction.noteCheck(
      of: phoneHash(request), by: request.requester, own: isOwner, forgetBefore: hour)
  }

  /// The time from which one more is possible, if the limit is reached; nil otherwise. `times` are newest first.
  private static func end(of times: [Moment], limit: Int, _ span: Span) -> Moment? {
    times.count < limit ? nil : times[limit - 1].adding(span)
  }

  private func keep(_ code: String, for request: Request, isOwner: Bool, in transaction: Transaction) throws {
    try transaction.insertCode(
      to: address(request), own: isOwner, binding: binding(request), codeHash: hash(code, request),
      expiresAt: transaction.now.adding(parts.settings.codeLifetime), forgetBefore: before(transaction.now, Self.day),
      subject: request.subjectText ?? request.subject?.json.compact ?? "")
  }

  enum Verdict {
    case right(CodeRecord)
    case problem(CodeProblem)
  }

  /// Judges a code. A text that cannot be a code is no attempt; a wrong attempt is counted in the transaction that
  /// compares the code, so that trying in parallel wins nothing; a right code stays good until it is used (`use`).
  func judge(_ code: String, for request: Request, in transaction: Transaction) throws -> Verdict {
    guard let entered = try? CodeText(code) else { return .problem(.malformed) }
    let codes = try codes(for: request, in: transaction)
    let given = hash(entered.text, request)
    guard let latest = codes.first else { return .problem(.wrong(attemptsLeft: 0)) }
    switch latest.state {
    case .locked: return .problem(.locked(until: nil))
    case .used, .replaced:
      return .problem(codes.contains { $0.codeHash == given } ? .expired : .wrong(attemptsLeft: 0))
    case .open: break
    }
    guard transaction.now < latest.expiresAt else { return .problem(.expired) }
    if latest.codeHash == given, let problem = change(since: latest, request) { return .problem(problem) }
    if latest.codeHash == given, latest.binding == binding(request) { return .right(latest) }
    let isOld = codes.dropFirst().contains { $0.codeHash == given }
    let counted = try countWrong(latest, in: transaction)
    return .problem(counted ?? (isOld ? .expired : .wrong(attemptsLeft: attemptsLeft(latest))))
  }

  /// The problem of a code, or nil if it is right; a right one is used up when `consuming`.
  func problem(
    _ code: String, for request: Request, consuming: Bool, in transaction: Transaction
  ) throws -> CodeProblem? {
    switch try judge(code, for: request, in: transaction) {
    case .problem(let problem): return problem
    case .right(let record):
      if consuming { try use(record, for: request, in: transaction) }
      return nil
    }
  }

  /// Whether the requester has a code that is still good for guesses.
  func isOpen(for request: Request, in transaction: Transaction) throws -> Bool {
    guard let latest = try codes(for: request, in: transaction).first else { return false }
    return latest.state == .open && transaction.now < latest.expiresAt
  }

  /// Counts a failure after a right code against the requester's code.
  func countFailure(of request: Request, in transaction: Transaction) throws {
    guard let latest = try codes(for: request, in: transaction).first, latest.state == .open else { return }
    _ = try countWrong(latest, in: transaction)
  }

  private func codes(for request: Request, in transaction: Transaction) throws -> [CodeRecord] {
    try transaction.codes(to: address(request), since: before(transaction.now, Self.day))
  }

  /// Uses a code up. Whoever gave the right one has the phone in their hands; of somebody who is signed in, that is known
  /// by the session.
  func use(_ code: CodeRecord, for request: Request, in transaction: Transaction) throws {
    try transaction.set(code, attempts: code.attempts, state: .used)
    guard request.person == nil else { return }
    try transaction.know(
      request.requester, phoneHash: phoneHash(request), forgetBefore: before(transaction.now, Self.acquaintance))
  }

  /// The change of the offer since the code was sent: of the agreement; or of the banks, if the code is for all that
  /// could be chosen, or if chosen banks have other names now. A choice of other banks is no change of the offer.
  private func change(since code: CodeRecord, _ request: Request) -> CodeProblem? {
    // The very text: nothing need be read.
    if let text = request.subjectText, text == code.subject { return nil }
    guard let now = request.subject, let then = CodeSubject(json: JSONValue(json: code.subject)) else { return nil }
    if let change = then.agreementChange(to: now) { return .agreementChanged(change) }
    guard request.isOffer || code.binding == binding(request) else { return nil }
    return then.banks.change(to: now.banks).map { .banksChanged($0) }
  }

  private func attemptsLeft(_ code: CodeRecord) -> Int { parts.settings.codeAttempts - code.attempts - 1 }

  private func countWrong(_ code: CodeRecord, in transaction: Transaction) throws -> CodeProblem? {
    let isLast = attemptsLeft(code) <= 0
    try transaction.set(code, attempts: code.attempts + 1, state: isLast ? .locked : .open)
    return isLast ? .locked(until: nil) : nil
  }

  private func before(_ now: Moment, _ span: Span) -> Moment {
    Moment(milliseconds: now.milliseconds - span.milliseconds)
  }

  private func address(_ request: Request) -> CodeAddress {
    CodeAddress(phoneHash: phoneHash(request), purpose: request.purpose.rawValue, requester: request.requester)
  }

  private func phoneHash(_ request: Request) -> Data { parts.store.secret.hash(request.phone.text, for: .lookUp) }

  private func binding(_ request: Request) -> Data {
    parts.store.secret.hash("binding \(request.binding)", for: .codes)
  }

  private func hash(_ code: String, _ request: Request) -> Data {
    parts.store.secret.hash("\(request.phone.text) \(request.purpose.rawValue) \(code)", for: .codes)
  }
}

extension CardholderDesk {
  var codes: SMSCodes { SMSCodes(parts: parts) }

  /// The request for a code of somebody who is not signed in.
  func codeRequest(_ phone: PhoneNumber, _ purpose: CodePurpose, binding: String = "") -> SMSCodes.Request {
    SMSCodes.Request(
      phone: phone, purpose: purpose, requester: requester.hash(store.secret), binding: binding)
  }

  /// The request for a code of somebody who is signed in.
  func codeRequest(
    _ person: PersonRecord, _ phone: PhoneNumber, _ purpose: CodePurpose, binding: String = ""
  ) -> SMSCodes.Request {
    SMSCodes.Request(
      phone: phone, purpose: purpose, requester: person.requesterHash(store.secret), isOwner: true, person: person.id,
      binding: binding)
  }

  /// Checks a code in a transaction of its own, so that a wrong attempt is counted whatever follows.
  func require(_ code: String, for request: SMSCodes.Request, consuming: Bool) async throws {
    let desk = codes
    let problem = try await store.submit(protecting: desk.protections(request)) {
      try desk.problem(code, for: request, consuming: consuming, in: $0)
    }
    if let problem { throw CardholderFault.code(problem) }
  }

  /// Does the work that a code allows, and uses the code up in the same transaction. A wrong code is counted, and the
  /// work not done. `protections` are those of the work.
  func using<Value: Sendable>(
    _ code: String, for request: SMSCodes.Request, protecting protections: Protections,
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let desk = codes
    let outcome: Result<Value, CardholderFault> = try await store.submit(
      protecting: protections.union(desk.protections(request))
    ) { transaction in
      switch try desk.judge(code, for: request, in: transaction) {
      case .problem(let problem): return .failure(.code(problem))
      case .right(let record):
        let value = try body(transaction)
        // Used up after the work, as the phone may have changed hands by it, and the code with it: the phone is in this
        // requester's now.
        if let code = try transaction.code(record.number) { try desk.use(code, for: request, in: transaction) }
        return .success(value)
      }
    }
    return try outcome.get()
  }
}
