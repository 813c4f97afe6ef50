import BankLink
import Domain
import Foundation
import Sealing
import Store

/// Takes in what banks send: each answer counts once; duplicates, late ones and those for other banks' or unknown
/// enquiries are discarded (rule 7). Works inside one transaction.
struct Intake {
  let parts: EngineParts
  let transaction: Transaction

  /// Replies from a bank. `asked` are the enquiries of the request; those among them without a reply count as not
  /// reached.
  func take(_ replies: BankReplies, from bank: BankCode, asked: [String]) throws {
    guard try transaction.runningGate().standing(of: bank) != .closed else { return try close(asked, of: bank) }
    var touched: [EnquiryRecord] = []
    var replied: Set<String> = []
    for item in replies.items {
      replied.insert(item.enquiry)
      if let enquiry = try handle(event(for: item.reply), item.enquiry, of: bank, keeping: item.reply) {
        touched.append(enquiry)
      }
    }
    for id in asked where !replied.contains(id) {
      if let enquiry = try handle(unreached("no_reply", nil), id, of: bank) { touched.append(enquiry) }
    }
    try conclude(touched)
  }

  /// The exchange came to nothing: tried again, or failed where trying again is no use.
  func fail(_ failure: BankFailure, of bank: BankCode, asked: [String]) throws {
    guard try transaction.runningGate().standing(of: bank) != .closed else { return try close(asked, of: bank) }
    let event: EnquiryMachine.Event =
      failure.isRetryable ? unreached(failure.code, failure.retryAfter) : .failed(code: failure.code)
    try conclude(try asked.compactMap { try handle(event, $0, of: bank) })
  }

  /// There is no endpoint to ask.
  func postpone(_ asked: [String], of bank: BankCode, code: String) throws {
    try conclude(try asked.compactMap { try handle(unreached(code, nil), $0, of: bank) })
  }

  /// What a disconnected bank sends is discarded (rule 9).
  private func close(_ asked: [String], of bank: BankCode) throws {
    try conclude(try asked.compactMap { try handle(.withdrawn(code: "bank_not_connected"), $0, of: bank) })
  }

  private func event(for reply: BankReply) -> EnquiryMachine.Event {
    switch reply {
    case .declined(code: "unknown_enquiry"): .forgotten(jitter: jitter())
    case .answered: .answered
    case .accepted(let retryAfter): .acknowledged(retryAfter: retryAfter)
    case .declined(let code): .declined(code: code)
    case .malformed(let code): .failed(code: code)
    }
  }

  private func unreached(_ code: String, _ retryAfter: Span?) -> EnquiryMachine.Event {
    .unreached(code: code, retryAfter: retryAfter, jitter: jitter())
  }

  private func jitter() -> Int { Int(parts.random.below(1_000)) }

  /// The enquiry as it stands after the event; nil when there is nothing of this bank for it to change.
  private func handle(
    _ event: EnquiryMachine.Event, _ id: String, of bank: BankCode, keeping reply: BankReply? = nil
  ) throws -> EnquiryRecord? {
    guard var enquiry = try transaction.enquiry(id), enquiry.bank == bank else { return nil }
    let before = enquiry.machine
    try enquiry.withdraw(ifAcceptedBefore: try transaction.closure(of: bank), in: transaction)
    let action = enquiry.machine.handle(event, at: transaction.now)
    guard enquiry.machine != before else { return nil }
    if action == .keepAnswer, case .answered(let sealed)? = reply { try keep(sealed, enquiry) }
    try transaction.update(enquiry)
    return enquiry
  }

  private func keep(_ sealed: Data, _ enquiry: EnquiryRecord) throws {
    guard let day = try transaction.vaultDay(of: enquiry.query) else { throw StoreFault.corrupt("enquiries") }
    try transaction.keep(
      VaultItem(position: enquiry.position, enquiry: enquiry.id, consent: enquiry.consent, sealed: sealed),
      of: enquiry.query, in: day)
  }

  private func conclude(_ enquiries: [EnquiryRecord]) throws {
    let conclusion = Conclusion(parts: parts, transaction: transaction)
    let closed = enquiries.filter { !$0.machine.state.isOpen }
    for query in closed.queriesInOrder { try conclusion.endIfSettled(query) }
  }
}
