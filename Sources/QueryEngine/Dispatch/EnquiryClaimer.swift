import BankLink
import Domain
import Foundation
import Sealing
import Store

/// A bank's enquiries that one worker has taken on: to be asked in one request, or fetched in one.
struct Claim: Sendable {
  let bank: BankCode
  let endpoint: BankEndpoint?
  let asks: [Question]
  let fetches: [String]
  /// The pass under which the request is sent.
  let pass: BankThrottle.Pass

  var isEmpty: Bool { asks.isEmpty && fetches.isEmpty }
}

/// Takes on the due enquiries of a bank, as the gate in force allows (rule 9). Works inside one transaction.
struct EnquiryClaimer {
  let parts: EngineParts
  let transaction: Transaction

  /// The next claim of a bank; nil if there is none. Nothing is sent to a bank in maintenance, or whose endpoint or
  /// keys were altered: its enquiries wait. A probe takes on one enquiry only.
  func claim(_ bank: BankCode, under pass: BankThrottle.Pass = .init(isProbe: false)) throws -> Claim? {
    let gate = try transaction.runningGate()
    switch gate.standing(of: bank) {
    case .closed:
      try withdraw(bank)
      return nil
    case .suspended, .connected:
      guard try transaction.currentMaintenance(of: bank) == nil,
        try transaction.endpoint(of: bank)?.isAltered != true
      else { return nil }
      let isStopped = gate.isServicePaused || gate.standing(of: bank) == .suspended
      return try take(bank, acknowledgedOnly: isStopped, under: pass)
    }
  }

  /// Ends a disconnected bank's enquiries as withdrawn.
  private func withdraw(_ bank: BankCode) throws {
    let open = try intact(try transaction.openEnquiries(of: bank))
    for var enquiry in open {
      _ = enquiry.handle(.withdrawn(code: "bank_not_connected"), in: transaction)
      try transaction.update(enquiry)
    }
    try conclude(open)
  }

  private func take(_ bank: BankCode, acknowledgedOnly: Bool, under pass: BankThrottle.Pass) throws -> Claim? {
    let due = Self.together(
      try transaction.dueEnquiries(
        of: bank, acknowledgedOnly: acknowledgedOnly, limit: pass.isProbe ? 1 : parts.settings.batchSize))
    guard !due.isEmpty else { return nil }
    let questions = try questions(due)
    var asked: [Question] = []
    var fetched: [String] = []
    var closed: [EnquiryRecord] = []
    let closure = try transaction.closure(of: bank)
    for var question in questions {
      try question.enquiry.withdraw(ifAcceptedBefore: closure, in: transaction)
      switch question.enquiry.handle(.claimed(lease: parts.settings.lease), in: transaction) {
      case .ask: asked.append(question)
      case .fetch: fetched.append(question.identifier)
      case .keepAnswer, .close, .wait, .ignore: break
      }
      try transaction.update(question.enquiry, owner: parts.worker?.id)
      if !question.enquiry.machine.state.isOpen { closed.append(question.enquiry) }
    }
    try conclude(closed)
    for question in asked { try transaction.markAsked(question.subject.query) }
    return Claim(
      bank: bank, endpoint: try transaction.bankEndpoint(of: bank), asks: asked, fetches: fetched, pass: pass)
  }

  /// The enquiries of one request: the longest waiting alone if it has to be asked by itself, otherwise all that need
  /// not.
  private static func together(_ due: [EnquiryRecord]) -> [EnquiryRecord] {
    if let first = due.first, first.machine.isAskedAlone { return [first] }
    return due.filter { !$0.machine.isAskedAlone }
  }

  /// The due enquiries with their subjects. A query of which a row was altered ends: no bank is asked with a key, or
  /// about a person, that somebody else put there (rule 11).
  private func questions(_ due: [EnquiryRecord]) throws -> [Question] {
    var altered: Set<Int> = []
    let questions = try due.compactMap { enquiry -> Question? in
      if !enquiry.isAltered, let subject = try transaction.subject(of: enquiry.query), subject.query.state.isOpen {
        return Question(enquiry: enquiry, subject: subject)
      }
      altered.insert(enquiry.query)
      return nil
    }
    guard !altered.isEmpty else { return questions }
    let ending = QueryEnding(parts: parts, transaction: transaction)
    for query in altered.sorted() { try ending.endAltered(enquiryOf: query) }
    return questions.filter { !altered.contains($0.enquiry.query) }
  }

  /// The enquiries without altered ones, whose queries end.
  private func intact(_ enquiries: [EnquiryRecord]) throws -> [EnquiryRecord] {
    let altered = Set(enquiries.filter(\.isAltered).map(\.query))
    let ending = QueryEnding(parts: parts, transaction: transaction)
    for query in altered.sorted() { try ending.endAltered(enquiryOf: query) }
    return enquiries.filter { !altered.contains($0.query) }
  }

  private func conclude(_ enquiries: [EnquiryRecord]) throws {
    let ending = QueryEnding(parts: parts, transaction: transaction)
    for query in enquiries.queriesInOrder { try ending.endIfSettled(query) }
  }
}

/// The enquiries to be asked, the person's details still sealed: opening them takes longer than the transaction should.
struct Question: Sendable {
  var enquiry: EnquiryRecord
  let subject: QuerySubject

  var identifier: String { enquiry.id }

  /// The enquiry with the details open, for as long as the bank is asked.
  func opened(_ parts: EngineParts) throws -> BankEnquiry {
    let query = subject.query
    guard SealingPublicKey(rawRepresentation: query.publicKey) != nil else { throw WeakKey() }
    let pseudonym = parts.store.secret.hash("\(query.person) \(enquiry.bank)", for: .pseudonym).prefix(16).hexadecimal
    let consent = Consent(
      identifier: enquiry.consent, bank: enquiry.bank, person: pseudonym, grantedAt: query.acceptedAt,
      expiresAt: query.dueAt, agreementVersion: query.agreement, verification: ["face", "sms"],
      publicKey: query.publicKey)
    let details = try parts.details(subject.sealedDetails, of: query.person)
    return BankEnquiry(identifier: enquiry.id, consent: consent, details: details)
  }
}

extension Transaction {
  /// A bank's endpoint and keys; nil if it cannot be asked. A real database needs the bank's keys; in a sandbox they
  /// may be read from the endpoint. Enquiries are sealed to the newest keys, signatures by every valid one are trusted.
  public func bankEndpoint(of bank: BankCode) throws -> BankEndpoint? {
    let keys = try bankKeys(of: bank)
    let sealing = keys.compactMap { SealingPublicKey(rawRepresentation: $0.sealing) }
    let signing = keys.compactMap(\.signing).compactMap(VerifyingKey.init(rawRepresentation:))
    // A bank with a key that was stored before weak keys were refused is not asked any more.
    guard let record = try endpoint(of: bank), !record.isAltered, let url = record.url,
      store.isSandbox || keys.first?.signing != nil, sealing.count == keys.count,
      signing.count == keys.count(where: { $0.signing != nil })
    else {
      return nil
    }
    return BankEndpoint(
      bank: bank, url: url, publicKey: sealing.first, signingKeys: signing, allowsPrivateLines: record.privateLines)
  }
}
