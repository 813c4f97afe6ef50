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
  /// What is sent is sent under it.
  let pass: BankLine.Pass

  var isEmpty: Bool { asks.isEmpty && fetches.isEmpty }
}

/// Takes on what is due at a bank, as the gate in force allows (rule 9). Works inside one transaction.
struct Claiming {
  let parts: EngineParts
  let transaction: Transaction

  /// Nothing is sent to a bank in maintenance: its enquiries wait. A probe takes on one enquiry only.
  func claim(_ bank: BankCode, under pass: BankLine.Pass = .init(isProbe: false)) throws -> Claim? {
    let gate = try transaction.runningGate()
    switch gate.standing(of: bank) {
    case .closed:
      try withdraw(bank)
      return nil
    case .suspended, .connected:
      guard try transaction.currentMaintenance(of: bank) == nil else { return nil }
      let isStopped = gate.isServicePaused || gate.standing(of: bank) == .suspended
      return try take(bank, acknowledgedOnly: isStopped, under: pass)
    }
  }

  /// Ends a disconnected bank's enquiries as withdrawn.
  private func withdraw(_ bank: BankCode) throws {
    let open = try transaction.openEnquiries(of: bank)
    for var enquiry in open {
      _ = enquiry.handle(.withdrawn(code: "bank_not_connected"), in: transaction)
      try transaction.update(enquiry)
    }
    try conclude(open)
  }

  private func take(_ bank: BankCode, acknowledgedOnly: Bool, under pass: BankLine.Pass) throws -> Claim? {
    let due = try transaction.dueEnquiries(
      of: bank, acknowledgedOnly: acknowledgedOnly, limit: pass.isProbe ? 1 : parts.settings.batchSize)
    guard !due.isEmpty else { return nil }
    var asked: [EnquiryRecord] = []
    var fetched: [EnquiryRecord] = []
    var closed: [EnquiryRecord] = []
    let closure = try transaction.closure(of: bank)
    for var enquiry in due {
      try enquiry.withdraw(ifAcceptedBefore: closure, in: transaction)
      switch enquiry.handle(.claimed(lease: parts.settings.lease), in: transaction) {
      case .ask: asked.append(enquiry)
      case .fetch: fetched.append(enquiry)
      case .keepAnswer, .close, .wait, .ignore: break
      }
      try transaction.update(enquiry, owner: parts.worker?.id)
      if !enquiry.machine.state.isOpen { closed.append(enquiry) }
    }
    try conclude(closed)
    return Claim(
      bank: bank, endpoint: try transaction.bankEndpoint(of: bank), asks: try asked.map { try question($0) },
      fetches: fetched.map(\.id), pass: pass)
  }

  private func conclude(_ enquiries: [EnquiryRecord]) throws {
    let conclusion = Conclusion(parts: parts, transaction: transaction)
    for query in enquiries.queriesInOrder { try conclusion.endIfSettled(query) }
  }

  private func question(_ enquiry: EnquiryRecord) throws -> Question {
    guard let subject = try transaction.subject(of: enquiry.query) else { throw StoreFault.corrupt("enquiries") }
    if subject.state == .accepted { try transaction.markAsked(enquiry.query) }
    return Question(enquiry: enquiry, subject: subject)
  }
}

/// What is to be asked, the person's details still sealed: opening them takes longer than the transaction should.
struct Question: Sendable {
  let enquiry: EnquiryRecord
  let subject: QuerySubject

  var identifier: String { enquiry.id }

  /// With the details open, for as long as the bank is asked.
  func opened(_ parts: EngineParts) throws -> BankEnquiry {
    guard SealingPublicKey(rawRepresentation: subject.publicKey) != nil else { throw WeakKey() }
    let pseudonym = parts.store.secret.hash("\(subject.person) \(enquiry.bank)", for: .pseudonym).prefix(16).hexadecimal
    let consent = Consent(
      identifier: enquiry.consent, bank: enquiry.bank, person: pseudonym, grantedAt: subject.acceptedAt,
      expiresAt: subject.dueAt, agreementVersion: subject.agreement, verification: ["face", "sms"],
      publicKey: subject.publicKey)
    let details = try parts.details(subject.sealedDetails, of: subject.person)
    return BankEnquiry(identifier: enquiry.id, consent: consent, details: details)
  }
}

extension Transaction {
  /// Where and with which keys a bank is asked; nil where it cannot be. A real database wants the bank's keys; in a
  /// sandbox they may be read from the endpoint. The newest are sealed to, every valid one's signatures are trusted.
  public func bankEndpoint(of bank: BankCode) throws -> BankEndpoint? {
    let keys = try bankKeys(of: bank)
    let sealing = keys.compactMap { SealingPublicKey(rawRepresentation: $0.sealing) }
    let signing = keys.compactMap(\.signing).compactMap(VerifyingKey.init(rawRepresentation:))
    // A key that came in before keys were judged is asked with no more.
    guard let record = try endpoint(of: bank), let url = record.url, store.isSandbox || keys.first?.signing != nil,
      sealing.count == keys.count, signing.count == keys.count(where: { $0.signing != nil })
    else {
      return nil
    }
    return BankEndpoint(
      bank: bank, url: url, publicKey: sealing.first, signingKeys: signing, allowsPrivateLines: record.privateLines)
  }
}
