import BankLink
import BankSandbox
import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

@testable import QueryEngine

/// A whole service on a fresh sandbox database: scripted banks, checks and gateway, and a clock that is set by hand.
final class TestService: Sendable {
  static let start = TestDatabase.start

  private let database: TestDatabase
  var clock: SettableClock { database.clock }
  var location: StoreLocation { database.location }
  let banks: ScriptedBanks
  let checks = ScriptedChecks()
  let gateway = ScriptedGateway()
  let random = SeededRandom(seed: 1)
  let store: Store
  let parts: EngineParts

  static let requester = Requester(token: "owner")
  static let stranger = Requester(token: "stranger")

  var desk: CardholderDesk { desk(Self.requester) }
  func desk(_ requester: Requester) -> CardholderDesk { CardholderDesk(parts, requester: requester) }
  var engine: QueryEngine { QueryEngine(parts) }

  /// Shanghai and Yunnan are open to everybody through the app, and the banks of the book are connected.
  init(
    book: Book = .published, passwords: PasswordQueue = PasswordQueue(cost: .token),
    adjust: (inout WorkSettings) -> Void = { _ in }
  ) throws {
    database = try TestDatabase.sandbox(author: "root")
    store = try database.open()
    banks = ScriptedBanks(book: book, clock: database.clock)
    var settings = WorkSettings()
    adjust(&settings)
    parts = EngineParts(
      store: store, agreement: "2022-06", banks: banks, identity: checks, face: checks, gateway: gateway,
      random: random,
      passwords: passwords, settings: settings)
    for bank in BankCode.published {
      try store.write { try $0.setEndpoint("http://127.0.0.1:9/\(bank)", of: bank) }
    }
    try commit(
      .openChannels([.app]), .openRegions([.shanghai, .yunnan], .full), .connect(BankCode.published, .everywhere))
  }

  /// The parts of another program on the same database.
  func another() throws -> EngineParts {
    parts(with: try Store.open(at: location, catalogue: store.registry, clock: clock))
  }

  /// The parts of a program that has opened the database by itself.
  func parts(with store: Store) -> EngineParts {
    EngineParts(
      store: store, agreement: parts.agreement, banks: banks, identity: checks, face: checks, gateway: gateway,
      random: SystemRandom(), passwords: parts.passwords, settings: parts.settings)
  }

  func commit(_ edits: RolloutEdit..., at time: Moment? = nil) throws {
    let session = try OperatorSession(store: store, author: "wang")
    for edit in edits { _ = try session.edit(edit) }
    _ = try session.commit(CommitTerms(at: time))
  }

  /// Registers a person and gives the session's token.
  func register(_ person: Resident = .zhang, region: RegionCode = .shanghai) async throws -> String {
    let registration = try person.registration(region)
    let phone = registration.details.phone
    let code = try await self.code(to: phone) { try await self.desk.register(registration, code: nil, password: nil) }
    return try await desk.register(registration, code: code, password: person.paymentPassword()).token
  }

  /// The code that a call sends and asks for.
  func code(to phone: PhoneNumber, _ call: () async throws -> some Sendable) async throws -> String {
    let sent = await fault { try await call() }
    #expect(sent == "code_required")
    return try #require(gateway.messages(to: phone).last.flatMap { MessageText.code(in: $0) })
  }

  /// Applies without any fault.
  @discardableResult
  func apply(
    _ token: String, _ banks: Application.Banks = .named([.abc, .boc]), _ person: Resident = .zhang,
    at desk: CardholderDesk? = nil
  ) async throws -> QueryView {
    let desk = desk ?? self.desk
    let code = try await code(to: person.phoneNumber()) { try await desk.apply(token, .with(banks)) }
    return try await desk.apply(token, .with(banks, code: code))
  }

  /// Registers, applies, and lets the banks answer.
  func reported(_ banks: Application.Banks = .named([.abc, .boc])) async throws -> String {
    let token = try await register()
    try await apply(token, banks)
    try await engine.drain()
    return token
  }

  /// Lets the time pass in steps, with the due work done at each.
  func work(until moment: Moment, by step: Span) async throws {
    while clock.now < moment {
      clock.set(min(clock.now.adding(step), moment))
      try await engine.drain()
    }
  }

  /// The bytes of the database file, its WAL and its journal.
  func bytes() -> Data { database.bytes() }

  /// What is kept for a query: its sealed key first, at the place -1, and the answers.
  func vault(of query: String) throws -> (day: CalendarDay, items: [(position: Int, sealed: Data)]) {
    try store.read { transaction in
      let record = try #require(try transaction.query(query))
      guard let kept = try transaction.vault(of: record.number, in: record.vaultDay) else {
        return (record.vaultDay, [])
      }
      return (record.vaultDay, [(-1, kept.key)] + kept.answers.map { ($0.position, $0.sealed) })
    }
  }

  /// What banks know the enquiries of a query by, in the order chosen.
  func identifiers(of number: Int) throws -> [String] {
    try store.read { transaction in
      let query = try #require(try transaction.query(number: number))
      return try query.banks.indices.compactMap { try transaction.names(ofPlace: $0, in: query)?.enquiry }
    }
  }
}

extension Resident {
  func registration(_ region: RegionCode = .shanghai) throws -> Registration {
    Registration(
      name: try PersonName(name), idNumber: try IdentityNumber(idNumber), phone: try phoneNumber(), region: region)
  }
}

extension Application {
  static func with(
    _ banks: Banks, agreed: Bool = true, code: String? = nil, face: FaceSample = .given, channel: Channel = .app
  ) -> Application {
    Application(banks: banks, agreed: agreed, code: code, face: face, channel: channel)
  }
}

/// The desk's fault that a call ends with.
func cardholderFault(_ work: () async throws -> some Any) async -> CardholderFault? {
  await anyFault(work) as? CardholderFault
}

/// The codes of every reason of a refused application, in order.
func reasons(_ work: () async throws -> some Any) async -> [String] {
  guard case .refused(_, _, let reasons)? = await cardholderFault(work) else { return [] }
  return reasons.map(\.code)
}
