import BankLink
import BankSandbox
import Domain
import Foundation
import QueryEngine
import Store
import Synchronization
import TestFixtures
import Text

/// Banks that answer from a book in the way set by a test, one conduct a request; the last one stays.
final class ScriptedBanks: BankPort {
  enum Conduct: Sendable {
    /// The bank answers from the book.
    case answers
    case accepts(retryAfter: Span?)
    case fails(BankFailure)
    /// The bank gives this reply to every enquiry of the request.
    case replies(BankReply)
    /// The bank gives any list of replies, made from the enquiries of the request and its regular answers.
    case makes(@Sendable ([String], BankReplies) -> BankReplies)
  }

  struct Request: Sendable, Equatable {
    enum Kind: Sendable { case ask, fetch }
    let kind: Kind
    let bank: BankCode
    let enquiries: [String]
  }

  let sandbox: Sandbox
  private let inner: InProcessBanks
  private let scripts = Mutex<[BankCode: [Conduct]]>([:])
  private let log = Mutex<[Request]>([])
  private let details = Mutex<[BankEnquiry]>([])
  /// Work done while a request is under way.
  let meanwhile = Mutex<(@Sendable (Request) -> Void)?>(nil)

  init(book: Book, clock: SettableClock) {
    sandbox = Sandbox(book: book)
    inner = InProcessBanks(sandbox: sandbox, now: { clock.now })
  }

  private let fault = Mutex<(any Fault)?>(nil)
  var obstacle: (any Fault)? { fault.withLock { $0 } }
  /// Sets a fault on our own side for which no bank can be asked; nil removes it.
  func obstruct(_ obstacle: (any Fault)?) { fault.withLock { $0 = obstacle } }

  func set(_ bank: BankCode, _ conducts: Conduct...) { scripts.withLock { $0[bank] = conducts } }

  var requests: [Request] { log.withLock { $0 } }
  func requests(_ kind: Request.Kind, _ bank: BankCode) -> [Request] {
    requests.filter { $0.kind == kind && $0.bank == bank }
  }
  /// Every enquiry as the bank saw it.
  var enquiries: [BankEnquiry] { details.withLock { $0 } }

  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let request = Request(kind: .ask, bank: endpoint.bank, enquiries: enquiries.map(\.identifier))
    note(request)
    details.withLock { $0 += enquiries }
    return try await replies(to: request) { () async throws(BankFailure) in
      try await inner.ask(enquiries, at: endpoint, batch: batch, callback: callback)
    }
  }

  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    let request = Request(kind: .fetch, bank: endpoint.bank, enquiries: enquiries)
    note(request)
    return try await replies(to: request) { () async throws(BankFailure) in
      try await inner.fetch(enquiries, at: endpoint)
    }
  }

  private func note(_ request: Request) {
    log.withLock { $0.append(request) }
    meanwhile.withLock { $0 }?(request)
  }

  private func replies(
    to request: Request, _ answer: () async throws(BankFailure) -> BankReplies
  ) async throws(BankFailure) -> BankReplies {
    switch next(request.bank) {
    case .answers: return try await answer()
    case .fails(let failure): throw failure
    case .replies(let reply): return BankReplies(items: request.enquiries.map { ($0, reply) })
    case .makes(let make): return make(request.enquiries, try await answer())
    case .accepts(let retryAfter):
      _ = try await answer()
      return BankReplies(items: request.enquiries.map { ($0, .accepted(retryAfter: retryAfter)) })
    }
  }

  private func next(_ bank: BankCode) -> Conduct {
    scripts.withLock { scripts in
      guard let conducts = scripts[bank], let first = conducts.first else { return .answers }
      if conducts.count > 1 { scripts[bank] = Array(conducts.dropFirst()) }
      return first
    }
  }
}

/// Identity and face checks with results set by a test.
final class ScriptedChecks: IdentityCheck, FaceCheck {
  private struct State {
    var confirms = true
    var isDown = false
    var faces = 0
    var identities = 0
  }
  private let state = Mutex(State())
  let sandboxNotice: Bilingual? = nil

  func confirm(_ confirms: Bool) { state.withLock { $0.confirms = confirms } }
  func breakDown(_ isDown: Bool = true) { state.withLock { $0.isDown = isDown } }
  /// The number of face checks.
  var faces: Int { state.withLock { $0.faces } }

  /// The number of identity checks.
  var identities: Int { state.withLock { $0.identities } }
  /// Work done once, during an identity check.
  let meanwhile = Mutex<(@Sendable () async throws -> Void)?>(nil)
  /// Done once, while a face is looked at.
  let meanwhileFace = Mutex<(@Sendable () async throws -> Void)?>(nil)

  func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool {
    let state = state.withLock { state in
      state.identities += 1
      return state
    }
    try await doOnce(meanwhile)
    if state.isDown { throw .unavailable(service: "identity") }
    return state.confirms
  }

  func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool {
    let isDown = state.withLock { state in
      state.faces += 1
      return state.isDown
    }
    try await doOnce(meanwhileFace)
    if isDown { throw .unavailable(service: "face") }
    return sample == .given
  }

  private func doOnce(_ work: borrowing Mutex<(@Sendable () async throws -> Void)?>) async throws(PortFault) {
    let taken = work.withLock { work in
      defer { work = nil }
      return work
    }
    do { try await taken?() } catch { throw .unavailable(service: "\(error)") }
  }
}

/// An SMS gateway that can be down. A second message under the same identifier is the same message.
final class ScriptedGateway: MessageGateway {
  private struct State {
    var sent: [(id: String, phone: PhoneNumber, text: String)] = []
    var refused: [String] = []
    var tries = 0
    var isDown = false
  }
  private let state = Mutex(State())
  let sandboxNotice: Bilingual? = nil

  func breakDown(_ isDown: Bool = true) { state.withLock { $0.isDown = isDown } }
  var tries: Int { state.withLock { $0.tries } }
  var sentCount: Int { state.withLock { $0.sent.count } }
  var identifiers: [String] { state.withLock { $0.sent.map(\.id) } }
  /// Under which identifiers it was tried while it was down.
  var refused: [String] { state.withLock { $0.refused } }

  /// Every message as sent; one that was sent twice is listed twice.
  func messages(to phone: PhoneNumber) -> [String] {
    state.withLock { $0.sent.filter { $0.phone == phone }.map(\.text) }
  }

  /// Work done while a message is under way.
  let meanwhile = Mutex<(@Sendable () async -> Void)?>(nil)

  func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    if let work = meanwhile.withLock({ $0 }) { await work() }
    let isDown = state.withLock { state in
      state.tries += 1
      if state.isDown { state.refused.append(id) } else { state.sent.append((id, phone, text)) }
      return state.isDown
    }
    if isDown { throw .unavailable(service: "SMS") }
  }
}

extension Book {
  /// The published example: 9 cards at 5 banks, 6 debit and 3 credit (docs/facts.md, "The report").
  static let published = Book(cardholders: [
    Cardholder(
      name: "张三", idNumber: "11010519491231002X", phone: "13800138264",
      cards: [
        ("abc", CardKind.debit, "6228480000000000018"), ("abc", .debit, "6228480000000000026"),
        ("abc", .debit, "6228480000000000034"), ("abc", .debit, "6230520000000000011"),
        ("boc", .debit, "6216610000000000016"), ("ccb", .debit, "6217000000000000012"),
        ("ccb", .credit, "6253360000000004"), ("cmb", .credit, "6225750000000006"),
        ("cgb", .credit, "6225560000000001"),
      ].compactMap { bank, kind, number in
        CardNumber(number).map { BookCard(bank: BankCode(bank), kind: kind, number: $0) }
      }),
    Cardholder(name: "李四", idNumber: "440524198001020019", phone: "13900139753", cards: []),
  ])
}
