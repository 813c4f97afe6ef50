import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Store

/// Takes in what has become of enquiries: each answer counts once; duplicates, late ones and those for other banks' or
/// unknown enquiries are refused and counted (rule 7). The same answer again is accepted and changes nothing, so that a
/// bank whose callback got no reply may post the answer until it gets one. Works inside one transaction, which writes
/// each query once.
struct Intake {
  let parts: EngineParts
  let transaction: Transaction
  private var works: [Int: Opened] = [:]
  private var order: [Int] = []
  /// The places of answers under an ephemeral key that no answer had before.
  private var fresh: Set<EnquiryPlace> = []

  private static let unknown = "unknown_enquiry"
  private static let closed = "enquiry_closed"

  /// A query's work with what this transaction has changed.
  private struct Opened {
    var work: WorkRecord
    /// The number of banks that had answered before this transaction.
    let before: Int
    var answers: [KeptAnswer] = []
    var isChanged = false
  }

  /// The effect of an event: the reason for which an answer was not taken.
  private struct Effect {
    var refusal: String?
    /// The fault of the answer that was found only here.
    var failure: String?
  }

  init(parts: EngineParts, transaction: Transaction) {
    self.parts = parts
    self.transaction = transaction
  }

  /// Takes in deliveries, in order, and gives the receipt of each.
  mutating func take(_ deliveries: [Delivery]) throws -> [Result<IntakeReceipt, IntakeFault>] {
    try open(deliveries.flatMap(\.enquiries))
    try noteKeys(of: deliveries)
    let receipts = try deliveries.map { try take($0) }
    try write()
    return receipts
  }

  private mutating func take(_ delivery: Delivery) throws -> Result<IntakeReceipt, IntakeFault> {
    if let nonce = delivery.nonce {
      let until = nonce.until ?? transaction.now.adding(Self.nonceTerm)
      guard try transaction.take(nonce: nonce.text, of: delivery.bank, until: until) else { return .failure(.replayed) }
    }
    let isClosed = try transaction.runningGate().standing(of: delivery.bank) == .closed
    switch delivery.content {
    case .replies(let replies):
      if isClosed {
        try withdraw(delivery)
        return .success(try discard(replies, of: delivery))
      }
      return .success(try take(replies, of: delivery))
    case .failure(let failure, let isCounted):
      if isClosed { try withdraw(delivery) } else { try fail(failure, of: delivery, isCounted: isCounted) }
    case .abandoned(let code): try abandon(delivery, code: code)
    case .released:
      for enquiry in delivery.enquiries { try putAside(enquiry, .released(since: enquiry.since)) }
    case .altered:
      let ending = QueryEnding(parts: parts, transaction: transaction)
      for number in Set(delivery.enquiries.map(\.place.query)).sorted() {
        works[number] = nil
        try ending.endAltered(workOf: number)
      }
    case .withdrawn: try withdraw(delivery)
    }
    return .success(IntakeReceipt(taken: 0, refused: []))
  }

  /// The term of a callback whose signature has no end.
  private static let nonceTerm = Span.minutes(15)

  // MARK: Replies

  private mutating func take(_ replies: BankReplies, of delivery: Delivery) throws -> IntakeReceipt {
    let bank = delivery.bank
    var replied: Set<EnquiryPlace> = []
    var refused: [IntakeReceipt.Refused] = []
    for item in replies.items {
      if let own = delivery.named[item.enquiry] { replied.insert(own.place) }
      let effect = try handle(item.reply, to: item.enquiry, of: delivery)
      if let code = effect.refusal {
        refused.append(.init(enquiry: item.enquiry, code: code))
      } else if let code = effect.failure ?? Self.failure(of: item.reply) {
        transaction.note(.failed(code: code), of: bank)
      }
    }
    let silent = delivery.enquiries.filter { !replied.contains($0.place) }
    for enquiry in silent { try move(enquiry.place, unreached("no_reply", nil), of: bank) }
    if !silent.isEmpty { transaction.note(.failed(code: "no_reply"), of: bank, count: silent.count) }
    count(refused, of: bank)
    if replies.strays > 0 {
      transaction.note(.refused(code: AnswerFault.badShape.code), of: bank, count: replies.strays)
    }
    return IntakeReceipt(taken: replies.items.count - refused.count, refused: refused)
  }

  /// Takes in one reply.
  private mutating func handle(_ reply: BankReply, to identifier: String, of delivery: Delivery) throws -> Effect {
    let bank = delivery.bank
    guard let place = try place(of: identifier, in: delivery) else {
      return try again(reply, identifier, of: bank) ?? Effect(refusal: Self.unknown)
    }
    guard isOpen(place),
      // Taken out, so that the change is made in place.
      var opened = works.removeValue(forKey: place.query)
    else {
      return try again(reply, identifier, of: bank) ?? Effect(refusal: Self.closed)
    }
    defer { works[place.query] = opened }
    var enquiry = opened.work.enquiries[place.position]
    let before = enquiry
    noteAsked(&enquiry, of: place)
    if opened.work.query.isOlder(than: try transaction.closure(of: bank)) {
      _ = enquiry.handle(.withdrawn(code: "bank_not_connected"), in: transaction)
    }
    let fault = enquiry.machine.state.isOpen ? self.fault(of: reply, at: place) : nil
    let action = enquiry.handle(fault.map { .failed(code: $0.code) } ?? event(for: reply), in: transaction)
    // The enquiry was withdrawn, or had timed out, before this answer came.
    let isTooLate = action == .ignore || enquiry.machine.state == .timedOut
    guard enquiry != before else { return Effect() }
    if action == .keepAnswer, case .answered(let sealed) = reply {
      opened.answers.append(
        KeptAnswer(
          position: place.position, sealed: sealed, names: try storedNames(ofPlace: place.position, in: opened.work)))
    }
    try settle(&enquiry, before: before)
    opened.work.enquiries[place.position] = enquiry
    opened.isChanged = true
    if !isTooLate { try note(reply, enquiry, identifier, isPosted: delivery.isPosted) }
    return Effect(refusal: isTooLate ? Self.closed : nil, failure: fault?.code)
  }

  /// The place that an identifier stands for at this bank, its work open; nil if none does.
  private mutating func place(of identifier: String, in delivery: Delivery) throws -> EnquiryPlace? {
    if let own = delivery.named[identifier] { return own.place }
    guard let found = try transaction.place(named: identifier) else { return nil }
    guard found.query.banks.indices.contains(found.position), found.query.banks[found.position] == delivery.bank
    else { return nil }
    let place = EnquiryPlace(query: found.query.number, position: found.position)
    if found.query.state.isOpen { try open(found.query) }
    return place
  }

  /// The identifiers to keep beside an answer: of a query from before, which are stored nowhere once it ends.
  private func storedNames(ofPlace position: Int, in work: WorkRecord) throws -> Transaction.EnquiryNames? {
    work.query.identifierKey == nil ? try transaction.names(ofPlace: position, in: work.query) : nil
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

  /// Discards the replies of a disconnected bank (rule 9).
  private mutating func discard(_ replies: BankReplies, of delivery: Delivery) throws -> IntakeReceipt {
    let refused = try replies.items.map { item in
      let isOwn = try place(of: item.enquiry, in: delivery) != nil
      return IntakeReceipt.Refused(enquiry: item.enquiry, code: isOwn ? Self.closed : Self.unknown)
    }
    count(refused, of: delivery.bank)
    return IntakeReceipt(taken: 0, refused: refused)
  }

  private func count(_ refused: [IntakeReceipt.Refused], of bank: BankCode) {
    for item in refused { transaction.note(.refused(code: item.code), of: bank) }
  }

  // MARK: Ephemeral keys

  /// Notes the ephemeral keys of all answers that may be taken, in one statement. Two answers under one ephemeral key can
  /// be told from one another, or read, without any key: the second one is not taken, whichever bank sent it.
  private mutating func noteKeys(of deliveries: [Delivery]) throws {
    var (keys, places): ([AnswerKeyHash], [EnquiryPlace]) = ([], [])
    for delivery in deliveries {
      guard case .replies(let replies) = delivery.content else { continue }
      var seen: Set<EnquiryPlace> = []
      for (item, key) in zip(replies.items, delivery.keys) {
        guard let key, let place = try place(of: item.enquiry, in: delivery), isOpen(place), seen.insert(place).inserted
        else { continue }
        keys.append(key)
        places.append(place)
      }
    }
    let isFresh = try transaction.take(ephemeralKeys: keys)
    fresh = Set(places.indices.lazy.filter { isFresh[$0] }.map { places[$0] })
  }

  /// Whether the enquiry's work is there and it has not ended.
  private func isOpen(_ place: EnquiryPlace) -> Bool {
    works[place.query]?.work.enquiries[place.position].machine.state.isOpen == true
  }

  /// The fault of the answer to an open enquiry.
  private func fault(of reply: BankReply, at place: EnquiryPlace) -> AnswerFault? {
    guard case .answered = reply else { return nil }
    return fresh.contains(place) ? nil : .reusedKey
  }

  // MARK: What was asked

  /// Takes in a failed exchange: its enquiries are tried again, or fail if trying again is of no use. The failure
  /// counts once, however many enquiries it was about.
  private mutating func fail(_ failure: BankFailure, of delivery: Delivery, isCounted: Bool) throws {
    if case .forbidden(let code) = failure {
      for enquiry in delivery.enquiries { try putAside(enquiry, .held(code: code)) }
      return
    }
    if isCounted { transaction.note(.failed(code: failure.code), of: delivery.bank) }
    let event = event(for: failure, delivery)
    for enquiry in delivery.enquiries { try move(enquiry.place, event(enquiry.place), of: delivery.bank) }
  }

  /// The event of each enquiry for a failure. A refusal that names one enquiry of several is about that one: the others
  /// are asked again without it. An unclear refusal may be about any of them: each is asked again by itself, so that
  /// nobody's enquiry ends for somebody else's.
  private func event(for failure: BankFailure, _ delivery: Delivery) -> (EnquiryPlace) -> EnquiryMachine.Event {
    if delivery.enquiries.count > 1, case .refused(_, let code, let name) = failure {
      if let named = name.flatMap({ delivery.named[$0] })?.place {
        return { $0 == named ? .failed(code: failure.code) : unreached(failure.code, nil) }
      }
      if code == nil || name != nil { return { _ in unreached(EnquiryMachine.unclearRefusal, nil) } }
    }
    return { _ in failure.isRetryable ? unreached(failure.code, failure.retryAfter) : .failed(code: failure.code) }
  }

  /// Ends enquiries that were not asked and never will be. Nothing counts against the bank.
  private mutating func abandon(_ delivery: Delivery, code: String) throws {
    for enquiry in delivery.enquiries {
      // Read so that an altered row is audited.
      if let query = try transaction.query(number: enquiry.place.query) { _ = try transaction.person(query.person) }
      try move(enquiry.place, .failed(code: code), of: delivery.bank, wasAsked: false)
    }
  }

  /// Ends a disconnected bank's enquiries as withdrawn.
  private mutating func withdraw(_ delivery: Delivery) throws {
    for enquiry in delivery.enquiries {
      try move(enquiry.place, .withdrawn(code: "bank_not_connected"), of: delivery.bank)
    }
  }

  private func unreached(_ code: String, _ retryAfter: Span?) -> EnquiryMachine.Event {
    .unreached(code: code, retryAfter: retryAfter, jitter: jitter())
  }

  private func jitter() -> Int { Int(parts.random.below(1_000)) }

  // MARK: One enquiry

  /// Moves an enquiry that was in hand on; one that has ended meanwhile stays as it is.
  private mutating func move(
    _ place: EnquiryPlace, _ event: EnquiryMachine.Event, of bank: BankCode, wasAsked: Bool = true
  ) throws {
    guard var opened = works.removeValue(forKey: place.query) else { return }
    defer { works[place.query] = opened }
    var enquiry = opened.work.enquiries[place.position]
    guard enquiry.machine.state.isOpen else { return }
    let before = enquiry
    if wasAsked { noteAsked(&enquiry, of: place) }
    if opened.work.query.isOlder(than: try transaction.closure(of: bank)) {
      _ = enquiry.handle(.withdrawn(code: "bank_not_connected"), in: transaction)
    }
    _ = enquiry.handle(event, in: transaction)
    try settle(&enquiry, before: before)
    opened.work.enquiries[place.position] = enquiry
    opened.isChanged = true
  }

  /// Moves an enquiry that was in hand and was not asked on, and puts it aside until its bank can be asked; one that
  /// another worker has taken over since its lease ran out is left to that worker, or where it waits.
  private mutating func putAside(_ held: HeldEnquiry, _ event: EnquiryMachine.Event) throws {
    let place = held.place
    guard var opened = works.removeValue(forKey: place.query) else { return }
    defer { works[place.query] = opened }
    let enquiry = opened.work.enquiries[place.position]
    guard enquiry.machine.state.isOpen, enquiry.isClaimed,
      enquiry.machine.nextAt == held.claimedAt.adding(parts.settings.lease)
    else { return }
    _ = opened.work.enquiries[place.position].handle(event, in: transaction)
    if opened.work.enquiries[place.position].machine.state.isOpen {
      try transaction.putAside(&opened.work.enquiries[place.position])
    }
    opened.isChanged = true
  }

  /// Takes an enquiry that was moved on out of the worker's hand, and out of the line that it stood in.
  private func settle(_ enquiry: inout EnquiryRecord, before: EnquiryRecord) throws {
    enquiry.isClaimed = false
    guard before.isAside else { return }
    try transaction.takeBack(before)
    enquiry.isAside = false
  }

  /// Counts the first asking, at the time at which it was sent.
  private func noteAsked(_ enquiry: inout EnquiryRecord, of place: EnquiryPlace) {
    guard enquiry.askedAt == nil, let sentAt = parts.inHand.sentAt(place) else { return }
    enquiry.askedAt = sentAt
    transaction.note(.asked, of: enquiry.bank, at: sentAt)
  }

  // MARK: The same answer again

  /// No effect if this very answer was taken before; nil for any other.
  private func again(_ reply: BankReply, _ id: String, of bank: BankCode) throws -> Effect? {
    guard let digest = Self.digest(of: reply, id), try transaction.isTaken(digest, of: bank) else { return nil }
    return Effect()
  }

  /// Notes an answer that could come again by callback: for a day longer than the enquiry could have run.
  private func note(_ reply: BankReply, _ enquiry: EnquiryRecord, _ id: String, isPosted: Bool) throws {
    guard isPosted || parts.settings.callbackURL != nil, let digest = Self.digest(of: reply, id) else { return }
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

  // MARK: Reading and writing

  /// Reads the work of queries in hand, one statement for all; those that have ended meanwhile are left out.
  private mutating func open(_ enquiries: [HeldEnquiry]) throws {
    var queries: [Int: QueryRecord] = [:]
    for enquiry in enquiries { queries[enquiry.held.query.number] = enquiry.held.query }
    for item in try transaction.work(of: queries.sorted { $0.key < $1.key }.map(\.value)) {
      try keep(item.work, of: item.number)
    }
  }

  private mutating func open(_ query: QueryRecord) throws {
    guard works[query.number] == nil else { return }
    try keep(try transaction.work(of: query), of: query.number)
  }

  /// Keeps work that was read. Without (nil) a row was altered: the query ends.
  private mutating func keep(_ work: WorkRecord?, of number: Int) throws {
    guard let work else {
      return try QueryEnding(parts: parts, transaction: transaction).endAltered(workOf: number)
    }
    works[number] = Opened(work: work, before: work.enquiries.count { $0.machine.state == .answered })
    order.append(number)
  }

  private func write() throws {
    let ending = QueryEnding(parts: parts, transaction: transaction)
    for number in order {
      guard let opened = works[number], opened.isChanged else { continue }
      let work = opened.work
      if !opened.answers.isEmpty {
        try transaction.keep(
          opened.answers.sorted { $0.position < $1.position }, of: number, before: opened.before,
          in: work.query.vaultDay)
      }
      if work.isSettled {
        try ending.endSettled(work, kept: .init(before: opened.before, fresh: opened.answers.map(\.position)))
      } else {
        try transaction.update(work)
      }
    }
  }
}
