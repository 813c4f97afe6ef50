import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Store

/// Takes in the replies of banks: each answer counts once; duplicates, late ones and those for other banks' or unknown
/// enquiries are refused and counted (rule 7). The same answer again is accepted and changes nothing, so that a bank
/// whose callback got no reply may post the answer until it gets one. Works inside one transaction.
struct Intake {
  let parts: EngineParts
  let transaction: Transaction
  /// Whether the answer came by callback, not in reply to a request.
  var isPosted = false

  private static let unknown = "unknown_enquiry"
  private static let closed = "enquiry_closed"

  /// The effect of an event: the changed enquiry, if it changed, and the reason for which the answer was not taken.
  private struct Effect {
    var changed: EnquiryRecord?
    var refusal: String?
    /// The fault of the answer that was found only here.
    var failure: String?
  }

  /// Takes in replies of a bank. `asked` are the enquiries of the request; those among them without a reply count as
  /// not reached.
  func take(_ replies: BankReplies, from bank: BankCode, asked: [String]) throws -> IntakeReceipt {
    guard try transaction.runningGate().standing(of: bank) != .closed else {
      try close(asked, of: bank)
      return try discard(replies, from: bank)
    }
    var touched: [EnquiryRecord] = []
    var replied: Set<String> = []
    var refused: [IntakeReceipt.Refused] = []
    for item in replies.items {
      replied.insert(item.enquiry)
      let effect = try handle(event(for: item.reply), item.enquiry, of: bank, keeping: item.reply)
      if let enquiry = effect.changed { touched.append(enquiry) }
      if let code = effect.refusal {
        refused.append(.init(enquiry: item.enquiry, code: code))
      } else if let code = effect.failure ?? Self.failure(of: item.reply) {
        transaction.note(.failed(code: code), of: bank)
      }
    }
    let silent = asked.filter { !replied.contains($0) }
    touched += try silent.compactMap { try handle(unreached("no_reply", nil), $0, of: bank).changed }
    if !silent.isEmpty { transaction.note(.failed(code: "no_reply"), of: bank, count: silent.count) }
    count(refused, of: bank)
    if replies.strays > 0 {
      transaction.note(.refused(code: AnswerFault.badShape.code), of: bank, count: replies.strays)
    }
    try conclude(touched)
    return IntakeReceipt(taken: replies.items.count - refused.count, refused: refused)
  }

  /// Takes in a failed exchange: its enquiries are tried again, or fail if trying again is of no use. The failure
  /// counts once, however many enquiries it was about.
  func fail(_ failure: BankFailure, of bank: BankCode, asked: [String], isCounted: Bool = true) throws {
    guard try transaction.runningGate().standing(of: bank) != .closed else { return try close(asked, of: bank) }
    if case .forbidden(let code) = failure { return try hold(asked, of: bank, code: code) }
    if isCounted { transaction.note(.failed(code: failure.code), of: bank) }
    let event = event(for: failure, asked)
    try conclude(try asked.compactMap { try handle(event($0), $0, of: bank).changed })
  }

  /// The event of each enquiry for a failure. A refusal that names one enquiry of several is about that one: the others
  /// are asked again without it. An unclear refusal may be about any of them: each is asked again by itself, so that
  /// nobody's enquiry ends for somebody else's.
  private func event(for failure: BankFailure, _ asked: [String]) -> (String) -> EnquiryMachine.Event {
    if asked.count > 1, case .refused(_, let code, let named) = failure {
      if let named, asked.contains(named) {
        return { $0 == named ? .failed(code: failure.code) : unreached(failure.code, nil) }
      }
      if code == nil || named != nil { return { _ in unreached(EnquiryMachine.unclearRefusal, nil) } }
    }
    return { _ in failure.isRetryable ? unreached(failure.code, failure.retryAfter) : .failed(code: failure.code) }
  }

  /// Holds enquiries back that cannot be asked because of a fault on our own side: they wait, and nothing counts
  /// against the bank (rule 14).
  func hold(_ asked: [String], of bank: BankCode, code: String) throws {
    try conclude(try asked.compactMap { try handle(.held(code: code), $0, of: bank).changed })
  }

  /// Ends enquiries that were not asked and never will be. Nothing counts against the bank.
  func abandon(_ enquiries: [String], of bank: BankCode, code: String) throws {
    for id in enquiries {
      // Read so that an altered row is audited.
      if let enquiry = try transaction.enquiry(id), let query = try transaction.query(number: enquiry.query) {
        _ = try transaction.person(query.person)
      }
    }
    try conclude(try enquiries.compactMap { try handle(.failed(code: code), $0, of: bank).changed })
  }

  /// Discards the replies of a disconnected bank (rule 9).
  private func close(_ asked: [String], of bank: BankCode) throws {
    try conclude(
      try asked.compactMap { try handle(.withdrawn(code: "bank_not_connected"), $0, of: bank).changed })
  }

  private func discard(_ replies: BankReplies, from bank: BankCode) throws -> IntakeReceipt {
    let refused = try replies.items.map { item in
      let isOwn = try transaction.enquiry(item.enquiry)?.bank == bank
      return IntakeReceipt.Refused(enquiry: item.enquiry, code: isOwn ? Self.closed : Self.unknown)
    }
    count(refused, of: bank)
    return IntakeReceipt(taken: 0, refused: refused)
  }

  private func count(_ refused: [IntakeReceipt.Refused], of bank: BankCode) {
    for item in refused { transaction.note(.refused(code: item.code), of: bank) }
  }

  private func event(for reply: BankReply) -> EnquiryMachine.Event {
    switch reply {
    case .declined(.unknownEnquiry): .forgotten(jitter: jitter())
    case .answered: .answered
    case .accepted(let retryAfter): .acknowledged(retryAfter: retryAfter)
    case .declined(let code): .declined(code: code.rawValue)
    case .malformed(let code): .failed(code: code)
    }
  }

  /// The failure of the bank that a reply means; nil if it means none.
  private static func failure(of reply: BankReply) -> String? {
    switch reply {
    case .malformed(let code): code
    case .declined(.unknownEnquiry): "forgotten"
    case .answered, .accepted, .declined: nil
    }
  }

  private func unreached(_ code: String, _ retryAfter: Span?) -> EnquiryMachine.Event {
    .unreached(code: code, retryAfter: retryAfter, jitter: jitter())
  }

  private func jitter() -> Int { Int(parts.random.below(1_000)) }

  private func handle(
    _ event: EnquiryMachine.Event, _ id: String, of bank: BankCode, keeping reply: BankReply? = nil
  ) throws -> Effect {
    guard var enquiry = try transaction.enquiry(id), enquiry.bank == bank else {
      return try again(reply, id, of: bank) ?? Effect(refusal: Self.unknown)
    }
    guard try isIntact(enquiry) else { return Effect(refusal: Self.closed) }
    guard enquiry.machine.state.isOpen else { return try again(reply, id, of: bank) ?? Effect(refusal: Self.closed) }
    let before = enquiry
    try enquiry.withdraw(ifAcceptedBefore: try transaction.closure(of: bank), in: transaction)
    let fault = enquiry.machine.state.isOpen ? try self.fault(of: reply) : nil
    let action = enquiry.handle(fault.map { .failed(code: $0.code) } ?? event, in: transaction)
    // The enquiry was withdrawn, or had timed out, before this answer came.
    let isTooLate = action == .ignore || enquiry.machine.state == .timedOut
    guard enquiry != before else { return Effect() }
    if action == .keepAnswer, case .answered(let sealed)? = reply { try keep(sealed, enquiry) }
    try transaction.update(enquiry)
    if !isTooLate, let reply { try note(reply, enquiry) }
    return Effect(changed: enquiry, refusal: isTooLate ? Self.closed : nil, failure: fault?.code)
  }

  /// The fault of an answer. Two answers under one ephemeral key can be told from one another, or read, without any
  /// key: the second one is not taken, whichever bank sent it.
  private func fault(of reply: BankReply?) throws -> AnswerFault? {
    guard case .answered(let sealed)? = reply else { return nil }
    return try transaction.take(ephemeralKey: AnswerSeal.encapsulatedKey(of: sealed)) ? nil : .reusedKey
  }

  /// No effect if this very answer was taken before; nil for any other.
  private func again(_ reply: BankReply?, _ id: String, of bank: BankCode) throws -> Effect? {
    guard let digest = reply.flatMap({ Self.digest(of: $0, id) }), try transaction.isTaken(digest, of: bank) else {
      return nil
    }
    return Effect()
  }

  /// Notes an answer that could come again by callback: for a day longer than the enquiry could have run.
  private func note(_ reply: BankReply, _ enquiry: EnquiryRecord) throws {
    guard isPosted || parts.settings.callbackURL != nil, let digest = Self.digest(of: reply, enquiry.id) else { return }
    try transaction.noteTaken(digest, of: enquiry.bank, until: enquiry.machine.dueAt.adding(.hours(24)))
  }

  /// The hash of an answer that ends an enquiry, byte for byte; nil if it ends none.
  private static func digest(of reply: BankReply, _ id: String) -> String? {
    let content: Data
    switch reply {
    case .answered(let sealed): content = Data("answered \(id) ".utf8) + sealed
    case .declined(.unknownEnquiry), .accepted: return nil
    case .declined(let code): content = Data("declined \(id) \(code.rawValue)".utf8)
    case .malformed(let code): content = Data("malformed \(id) \(code)".utf8)
    }
    return Data(SHA256.hash(data: content).prefix(16)).base64EncodedString()
  }

  private func keep(_ sealed: Data, _ enquiry: EnquiryRecord) throws {
    guard let query = try transaction.query(number: enquiry.query) else { throw StoreFault.corrupt("enquiries") }
    try transaction.keep(
      VaultItem(position: enquiry.position, enquiry: enquiry.id, consent: enquiry.consent, sealed: sealed),
      of: enquiry.query, in: query.vaultDay)
  }

  /// Whether an enquiry and its query are as this program wrote them; the query ends otherwise.
  private func isIntact(_ enquiry: EnquiryRecord) throws -> Bool {
    let query = try transaction.query(number: enquiry.query)
    if !enquiry.isAltered, let query, query.state.isOpen { return true }
    try QueryEnding(parts: parts, transaction: transaction).endAltered(enquiryOf: enquiry.query)
    return false
  }

  private func conclude(_ enquiries: [EnquiryRecord]) throws {
    let ending = QueryEnding(parts: parts, transaction: transaction)
    let closed = enquiries.filter { !$0.machine.state.isOpen }
    for query in closed.queriesInOrder { try ending.endIfSettled(query) }
  }
}
