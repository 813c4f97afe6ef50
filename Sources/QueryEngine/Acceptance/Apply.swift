import BankLink
import Domain
import Foundation
import Sealing
import Store

extension CardholderDesk {
  /// Takes an application: checks it and the face, sends or checks the code, and accepts it in the one transaction that
  /// reads the running revision (rule 1). A refusal leaves a record and gives its number.
  public func apply(_ token: String?, _ application: Application) async throws -> QueryView {
    let begin = ContinuousClock.now
    do {
      let view = try await taken(token, application)
      parts.tell(
        .accepted(
          query: view.query, revision: view.revision, banks: view.banks.count, took: ContinuousClock.now - begin))
      return view
    } catch CardholderFault.refused(let number, let revision, let reasons) {
      parts.tell(.refused(number: number, codes: reasons.map(\.code), took: ContinuousClock.now - begin))
      throw CardholderFault.refused(number: number, revision: revision, reasons: reasons)
    }
  }

  private func taken(_ token: String?, _ application: Application) async throws -> QueryView {
    try refusePretending(application.face)
    guard let person = try await settledIfLoggedIn(token) else {
      throw try await refuse([.notLoggedIn], person: nil)
    }
    let busy = try parts.busyBanks()
    let seen = try store.readGate { try look(at: application, of: person, $1, busy: busy, in: $0) }
    let check = seen.check
    guard let offer = seen.offer else {
      throw try await refuse(check.reasons, person: person, by: check.revision)
    }
    let (details, request) = (offer.details, offer.request)
    do {
      try await checkFace(application, of: details, for: request, isCounted: offer.hasOpenCode)
    } catch CardholderFault.checksLocked(let until) {
      throw try await refuse([.checksLocked(until: until)], person: person, by: check.revision)
    } catch CardholderFault.faceCheckFailed {
      throw try await refuse([.faceCheckFailed], person: person, by: check.revision)
    }
    guard let code = application.code else { try await sendCode(request, person: person, check) }
    let prepared = try PreparedApplication(parts: parts, person: person, application: application)
    let protections = codes.protections(request).union([.rollout(.shared), .person(person.id)])
    try store.prepareDays()
    do {
      let decision = try await store.submit(protecting: protections) {
        try decide(prepared, code: code, seen: request, phone: details.phone, busy: busy, in: $0)
      }
      switch decision {
      case .accepted(var view):
        view.queue = try parts.placeOfNext(at: check.banks)
        return view
      case .refused(let fault): throw fault
      }
    } catch StoreFault.notUnique(.openQuery) {
      throw try await refuseSecond(of: person, by: check.revision)
    }
  }

  /// Refuses an application beside an open query that the constraint found, and the look beforehand did not.
  private func refuseSecond(of person: PersonRecord, by revision: Int) async throws -> CardholderFault {
    guard let open = try store.read({ try $0.queries(of: person.id).first { $0.state.isOpen } }) else { return .busy }
    return try await refuse([.queryInProgress(query: open.id)], person: person, by: revision)
  }

  /// What a look at an application shows before anything is decided.
  private struct Look {
    let check: ApplicationCheck
    /// Nil if there are reasons against it.
    let offer: Offer?

    struct Offer {
      let details: PersonalDetails
      let request: SMSCodes.Request
      /// Whether a code that comes with the application could be right.
      let hasOpenCode: Bool
    }
  }

  private func look(
    at application: Application, of person: PersonRecord, _ gate: Gate, busy: [BankCode: Moment],
    in transaction: Transaction
  ) throws -> Look {
    let check = try transaction.check(application, of: person, gate: gate, busy: busy)
    guard check.reasons.isEmpty else { return Look(check: check, offer: nil) }
    let details = try details(of: person)
    var request = codeRequest(person, details.phone, application, check)
    request.subjectText = request.subject?.json.compact
    let hasOpenCode = try application.code != nil && codes.isOpen(for: request, in: transaction)
    return Look(check: check, offer: Look.Offer(details: details, request: request, hasOpenCode: hasOpenCode))
  }

  /// Checks the face. The check counts against a code that is still good for guesses, or else by itself.
  private func checkFace(
    _ application: Application, of details: PersonalDetails, for request: SMSCodes.Request, isCounted: Bool
  ) async throws {
    guard isCounted else {
      try await countCheck(for: request)
      return try await requireFace(application.face, of: details)
    }
    try await counting(against: request) { try await requireFace(application.face, of: details) }
  }

  /// Throws outside a sandbox if a face check is to fail on purpose.
  func refusePretending(_ face: FaceSample) throws {
    guard face == .given || store.isSandbox else { throw StoreFault.notASandbox(.face) }
  }

  /// The request for the code of this choice of banks and no other.
  private func codeRequest(
    _ person: PersonRecord, _ phone: PhoneNumber, _ application: Application, _ check: ApplicationCheck
  ) -> SMSCodes.Request {
    var request = codeRequest(
      person, phone, .apply, binding: check.banks.sorted().map(\.text).joined(separator: " "))
    request.subject = CodeSubject(
      banks: check.shown, agreement: parts.agreement,
      text: store.secret.hash("agreement \(parts.agreementText)", for: .codes).prefix(12).hexadecimal)
    request.isOffer = application.banks == .all
    return request
  }

  private func sendCode(
    _ request: SMSCodes.Request, person: PersonRecord, _ check: ApplicationCheck
  ) async throws -> Never {
    do {
      try await codes.send(request)
    } catch CardholderFault.code(let problem) {
      throw try await refuse([.code(problem)], person: person, by: check.revision)
    }
  }

  /// A decision, which is committed either way: an acceptance, or the record of the refusal.
  private enum Decision: Sendable {
    case accepted(QueryView)
    case refused(CardholderFault)
  }

  private func decide(
    _ prepared: PreparedApplication, code: String, seen: SMSCodes.Request, phone: PhoneNumber,
    busy: [BankCode: Moment], in transaction: Transaction
  ) throws -> Decision {
    guard let person = try transaction.person(prepared.person)?.intact() else { throw StoreFault.corrupt("persons") }
    // Answers would be sealed to a key that a new password has just replaced.
    guard person.keys.publicKey == prepared.personKey else { throw CardholderFault.busy }
    let gate = try transaction.runningGate()
    guard person.phoneLostAt == nil else {
      return .refused(
        try transaction.refuse([.notLoggedIn], person: nil, revision: gate.revision, number: prepared.refusal))
    }
    let check = try transaction.check(prepared.application, of: person, gate: gate, busy: busy)
    var reasons = check.reasons
    if reasons.isEmpty {
      var request = codeRequest(person, phone, prepared.application, check)
      if request.subject == seen.subject { request.subjectText = seen.subjectText }
      let problem = try codes.problem(code, for: request, consuming: true, in: transaction)
      reasons = problem.map { [.code($0)] } ?? []
    }
    guard reasons.isEmpty else {
      return .refused(
        try transaction.refuse(reasons, person: person, revision: gate.revision, number: prepared.refusal))
    }
    return .accepted(try transaction.accept(prepared, of: person, check: check))
  }

  /// Records a refusal with the revision that the application was checked by; another may be in force by now.
  private func refuse(
    _ reasons: [RefusalReason], person: PersonRecord?, by revision: Int? = nil
  ) async throws -> CardholderFault {
    let number = parts.random.refusalIdentifier()
    return try await store.submit(protecting: [.rollout(.shared)]) { transaction in
      let revision = try revision ?? transaction.runningNumber()
      return try transaction.refuse(reasons, person: person, revision: revision, number: number)
    }
  }
}

extension Transaction {
  /// Records a refusal: nothing about the person but a keyed pseudonym.
  func refuse(_ reasons: [RefusalReason], person: PersonRecord?, revision: Int, number: String) throws
    -> CardholderFault
  {
    let pseudonym = person.map { store.secret.hash("refusal \($0.id)", for: .pseudonym) }
    var codes: [String] = []
    for reason in reasons where !codes.contains(reason.code) { codes.append(reason.code) }
    try insert(RefusalRecord(id: number, codes: codes, revision: revision, pseudonym: pseudonym))
    return .refused(number: number, revision: revision, reasons: reasons)
  }
}
