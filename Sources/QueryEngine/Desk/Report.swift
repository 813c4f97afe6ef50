import Crypto
import Domain
import Foundation
import Sealing
import Store
import Text

/// A report, opened in memory for its person and nowhere else (rule 5).
public struct OpenedReport: Sendable {
  public let query: String
  /// Whether every chosen bank answered.
  public let complete: Bool
  public let generatedAt: Moment
  public let expiresAt: Moment
  /// The lines of the banks, in the order chosen.
  public let summary: [Line]
  public let cards: [MaskedCard]

  public struct Line: Sendable, Equatable {
    public let bank: BankCode
    public let outcome: EnquiryState
    /// The numbers of cards; nil unless the bank answered: a failure is never shown as zero.
    public let debit: Int?
    public let credit: Int?
  }
}

extension CardholderDesk {
  /// Opens a report (without a query: the latest one) with the payment password.
  public func report(_ token: String?, query id: String?, password: String) async throws -> OpenedReport {
    let person = try await settled(token)
    let query = try store.read { try readable(id, of: person, in: $0) }
    let personKey = try await openKey(of: person, password: password)
    let opened = try store.read { transaction in
      let query = try readable(query.id, of: person, in: transaction)
      return try open(query, with: personKey, in: transaction)
    }
    guard let (report, faults) = opened else {
      try await store.submit(protecting: [.work(.shared), .query(query.number)]) {
        try QueryEnding(parts: parts, transaction: $0).endAltered(query.number)
      }
      throw RecordFault.altered(.kept)
    }
    await note(faults, until: report.expiresAt)
    parts.tell(.opened(query: report.query))
    return report
  }

  /// An unreadable answer with its bank and the fault.
  private struct UnreadableAnswer: Sendable {
    let enquiry: String
    let bank: BankCode
    let fault: AnswerFault
  }

  /// Counts for the bank the answers that turned out unreadable: once, however often the report is opened, and without
  /// a trace of its person. A count that cannot be written keeps nobody from reading.
  private func note(_ faults: [UnreadableAnswer], until: Moment) async {
    guard !faults.isEmpty else { return }
    try? await store.submit(protecting: []) { transaction in
      for item in faults where try transaction.take(openingOf: item.enquiry, until: until) {
        transaction.note(.unreadable(code: item.fault.code), of: item.bank, at: HealthSlot.hour(of: transaction.now))
      }
    }
  }

  private func readable(_ id: String?, of person: PersonRecord, in transaction: Transaction) throws -> QueryRecord {
    let query = try find(id, of: person, in: transaction)
    guard query.machine.reason != QueryMachine.alteredReason else { throw RecordFault.altered(.query) }
    switch query.state {
    case .accepted, .collecting, .failed: throw CardholderFault.reportNotReady(query: query.id, state: query.state)
    case .expired: throw CardholderFault.reportExpired(query: query.id)
    case .reported:
      // Deletion may be late; the report expires all the same (rule 6).
      guard transaction.now < query.machine.expiresAt ?? .distantFuture else {
        throw CardholderFault.reportExpired(query: query.id)
      }
      return query
    }
  }

  private func find(_ id: String?, of person: PersonRecord, in transaction: Transaction) throws -> QueryRecord {
    if let id {
      guard let query = try transaction.query(id.trimmingSpaces()), query.person == person.id else {
        throw CardholderFault.noSuchQuery
      }
      return query
    }
    let queries = try transaction.queries(of: person.id)
    guard let latest = queries.first(where: { $0.state != .failed }) ?? queries.first else {
      throw CardholderFault.noQueryYet
    }
    return latest
  }

  /// The opened report; nil if its stored content was altered.
  private func open(
    _ query: QueryRecord, with personKey: Curve25519.KeyAgreement.PrivateKey, in transaction: Transaction
  ) throws -> (report: OpenedReport, faults: [UnreadableAnswer])? {
    let answered = query.outcomes.indices.filter { query.outcomes[$0].state == .answered }
    guard let kept = try transaction.intactVault(of: query, answered: answered) else { return nil }
    guard let generatedAt = query.machine.generatedAt, let expiresAt = query.machine.expiresAt else {
      throw StoreFault.corrupt("queries")
    }
    let toPerson = try store.openKey(kept.key, of: query.id, under: query.vaultDay, now: transaction.now)
    // The key was made for an earlier, forgotten password: the report stays closed.
    guard let key = try? QueryKeys.open(toPerson, query: query.id, with: personKey) else {
      throw CardholderFault.reportClosed(query: query.id)
    }
    let lines = query.outcomes.enumerated().map { position, outcome in
      line(outcome, kept.answers.first { $0.position == position }, of: query, key)
    }
    let report = OpenedReport(
      query: query.id, complete: lines.allSatisfy { $0.line.outcome == .answered }, generatedAt: generatedAt,
      expiresAt: expiresAt, summary: lines.map(\.line), cards: lines.flatMap(\.cards))
    return (report, lines.compactMap(\.fault))
  }

  /// The line of one bank. An answer that turns out unreadable appears as failed, with no count and nothing of its
  /// content (rule 5).
  private func line(
    _ outcome: QueryOutcome, _ answer: KeptAnswer?, of query: QueryRecord, _ key: Curve25519.KeyAgreement.PrivateKey
  ) -> (line: OpenedReport.Line, cards: [MaskedCard], fault: UnreadableAnswer?) {
    func unanswered(_ state: EnquiryState) -> OpenedReport.Line {
      .init(bank: outcome.bank, outcome: state, debit: nil, credit: nil)
    }
    guard outcome.state == .answered else { return (unanswered(outcome.state), [], nil) }
    guard let answer, let names = answer.names ?? store.names(ofPlace: answer.position, in: query) else {
      return (unanswered(.failed), [], nil)
    }
    do throws(AnswerFault) {
      let binding = AnswerBinding(enquiry: names.enquiry, bank: outcome.bank, consent: names.consent)
      let cards = try AnswerSeal.open(answer.sealed, binding: binding, with: key)
      let debit = cards.count { $0.kind == .debit }
      let line = OpenedReport.Line(bank: outcome.bank, outcome: .answered, debit: debit, credit: cards.count - debit)
      return (line, cards, nil)
    } catch {
      let fault = UnreadableAnswer(enquiry: names.enquiry, bank: outcome.bank, fault: error)
      return (unanswered(.failed), [], fault)
    }
  }
}
