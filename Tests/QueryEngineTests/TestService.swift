import BankLink
import BankSandbox
import Domain
import Foundation
import Registry
import RolloutControl
import Store
import Synchronization
import Testing
import Text

@testable import QueryEngine

/// A whole service on a fresh sandbox database: scripted banks, checks and gateway, and a clock that is set by hand.
final class TestService: Sendable {
  static let registry = Result { try Registry.bundled() }
  static let start = Moment(text: "2022-06-09T10:00:00") ?? .distantFuture

  let clock = SettableClock(start)
  let banks: ScriptedBanks
  let checks = ScriptedChecks()
  let gateway = ScriptedGateway()
  let random = SeededRandom(seed: 1)
  let location: StoreLocation
  let store: Store
  let parts: EngineParts
  private let folder = FileManager.default.temporaryDirectory.path + "/chaka-engine-\(UUID().uuidString)"

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
    let catalogue = try Self.registry.get().catalogue
    location = StoreLocation(path: folder + "/chaka.sqlite", secrets: folder + "/secrets")
    _ = try Store.initialise(
      at: location, sandbox: true, author: "root", catalogue: catalogue, pretendedNow: Self.start.adding(.minutes(-1)))
    store = try Store.open(at: location, catalogue: catalogue, clock: clock)
    banks = ScriptedBanks(book: book, clock: clock)
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

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The same database as another program sees it.
  func another() throws -> EngineParts {
    let store = try Store.open(at: location, catalogue: store.registry, clock: clock)
    return EngineParts(
      store: store, agreement: parts.agreement, banks: banks, identity: checks, face: checks, gateway: gateway,
      random: SystemRandom(), passwords: parts.passwords, settings: parts.settings)
  }

  func commit(_ edits: RolloutEdit..., at time: Moment? = nil) throws {
    let session = try OperatorSession(store: store, author: "wang")
    for edit in edits { _ = try session.edit(edit) }
    _ = try session.commit(CommitTerms(at: time))
  }

  /// Registers somebody and gives the session's token.
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

  /// Applies with everything as it should be.
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

  /// Lets the time pass in steps, doing at each whatever is due.
  func work(until moment: Moment, by step: Span) async throws {
    while clock.now < moment {
      clock.set(min(clock.now.adding(step), moment))
      try await engine.drain()
    }
  }

  /// The bytes of the database file, its WAL and its journal.
  func bytes() -> Data {
    ["", "-wal", "-journal"].reduce(Data()) {
      $0 + (FileManager.default.contents(atPath: location.path + $1) ?? Data())
    }
  }

  /// What is kept in the vault for a query.
  func vault(of query: String) throws -> (day: CalendarDay, items: [VaultItem]) {
    try store.read { transaction in
      let record = try #require(try transaction.query(query))
      return (record.vaultDay, try transaction.vault(of: record.number, in: record.vaultDay))
    }
  }
}

/// Somebody who uses the service.
struct Resident: Sendable {
  var name = "张三"
  var idNumber = "11010519491231002X"
  var phone = "13800138264"
  var password = "482913"

  static let zhang = Resident()
  static let li = Resident(name: "李四", idNumber: "440524198001020019", phone: "13900139753", password: "730516")

  func registration(_ region: RegionCode = .shanghai) throws -> Registration {
    Registration(
      name: try PersonName(name), idNumber: try IdentityNumber(idNumber), phone: try phoneNumber(), region: region)
  }

  func phoneNumber() throws -> PhoneNumber { try PhoneNumber(phone) }

  func paymentPassword() throws -> PaymentPassword {
    try PaymentPassword(password, idNumber: IdentityNumber(idNumber), phone: PhoneNumber(phone))
  }
}

extension Application {
  static func with(
    _ banks: Banks, agreed: Bool = true, code: String? = nil, face: FaceSample = .given, channel: Channel = .app
  ) -> Application {
    Application(banks: banks, agreed: agreed, code: code, face: face, channel: channel)
  }
}

extension RegionCode {
  static let shanghai = RegionCode("CN-SH")
  static let yunnan = RegionCode("CN-YN")
  static let guangdong = RegionCode("CN-GD")
}

extension BankCode {
  static let abc = BankCode("abc")
  static let boc = BankCode("boc")
  static let ccb = BankCode("ccb")
  static let cmb = BankCode("cmb")
  static let cgb = BankCode("cgb")
  static let icbc = BankCode("icbc")
  /// The banks of the published example.
  static let published = [abc, boc, ccb, cmb, cgb]
}

/// The code of the fault that a call ends with, or nil where it goes through.
func fault(_ work: () async throws -> some Any) async -> String? {
  do {
    _ = try await work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}

/// The desk's fault that a call ends with.
func deskFault(_ work: () async throws -> some Any) async -> DeskFault? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error as? DeskFault
  }
}

/// The codes of every reason of a refused application, in order.
func reasons(_ work: () async throws -> some Any) async -> [String] {
  guard case .refused(_, _, let reasons)? = await deskFault(work) else { return [] }
  return reasons.map(\.code)
}
