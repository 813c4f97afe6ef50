import Domain
import Live
import LiveProgram
import Program
import QueryEngine
import Settings
import Store
import Synchronization
import Text

/// The service in this process: a sandbox's database, opened by the program itself.
struct EmbeddedDesk: PersonDesk {
  private let live: LiveEngine
  private let requester: Requester

  private init(_ live: LiveEngine, _ requester: Requester) {
    self.live = live
    self.requester = requester
  }

  /// Opens the database of a program's call.
  static func open(_ context: ProgramContext, _ configuration: Configuration) async throws -> EmbeddedDesk {
    let live = try LiveEngine(context, for: .person, configuration) { $0.poll = min($0.poll, .milliseconds(100)) }
    return EmbeddedDesk(live, .new())
  }

  func of(_ requester: Requester) -> any PersonDesk { EmbeddedDesk(live, requester) }

  private var desk: CardholderDesk { live.desk(for: requester) }

  var guidance: Guidance {
    Guidance(
      notices: live.registry.notices.sections, agreement: live.registry.agreement,
      identityNotice: desk.sandboxNotices.identity, faceNotice: desk.sandboxNotices.face)
  }
  var catalogue: Catalogue { get throws { try live.store.runningCatalogue() } }
  func name(of bank: BankCode) -> Bilingual {
    (try? live.store.bankOnceKnown(bank))?.name ?? Bilingual(same: bank.text)
  }
  var clock: any WallClock { live.store.clock }
  func close() async { await live.shutdown() }

  func working<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let isOver = Flag()
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        try await QueryEngine(live.parts).run(until: { isOver.isRaised }, abandoning: true)
        return nil
      }
      group.addTask {
        defer { isOver.raise() }
        return try await body()
      }
      var value: Value?
      for try await ended in group { value = ended ?? value }
      guard let value else { throw CancellationError() }
      return value
    }
  }
}

extension EmbeddedDesk {
  func register(
    _ registration: Registration, code: String?, password: PaymentPassword?, face: FaceSample, inPerson: Bool
  ) async throws -> SignedIn {
    try await desk.register(registration, code: code, password: password, face: face, inPerson: inPerson)
  }

  func login(
    phone: PhoneNumber, code: String?, face: FaceSample, identity: StatedIdentity?
  ) async throws -> SignedIn {
    try await desk.login(phone: phone, code: code, face: face, identity: identity)
  }

  func logout(_ token: String?) async throws { try await desk.logout(token) }

  func move(_ token: String?, to region: RegionCode, code: String?) async throws -> SignedIn {
    try await desk.move(token, to: region, code: code)
  }

  func changePhone(
    _ token: String?, identity: StatedIdentity?, to phone: PhoneNumber, code: String?, face: FaceSample,
    endingQuery: Bool
  ) async throws -> SignedIn {
    try await desk.changePhone(
      token, identity: identity, to: phone, code: code, face: face, endingQuery: endingQuery)
  }

  func changePassword(_ token: String?, old: String, new: String) async throws -> Bool {
    try await desk.changePassword(token, old: old, new: new)
  }

  func resetPassword(
    _ token: String?, new: String?, code: String?, face: FaceSample, endingQuery: Bool, closingReport: Bool
  ) async throws -> Bool {
    try await desk.resetPassword(
      token, new: new, code: code, face: face, endingQuery: endingQuery, closingReport: closingReport)
  }

  func refuseLoss(_ token: String?, endingQuery: Bool, closingReport: Bool) async throws {
    try await desk.refuseLoss(token, endingQuery: endingQuery, closingReport: closingReport)
  }
}

extension EmbeddedDesk {
  func banks(_ token: String?, channel: Channel) async throws -> BankOffer {
    try await desk.banks(token, channel: channel)
  }

  func apply(_ token: String?, _ application: Application) async throws -> QueryView {
    try await desk.apply(token, application)
  }

  func status(_ token: String?) async throws -> QueryView { try await desk.status(token) }

  func status(_ token: String?, changedSince seen: QueryView, within seconds: Double) async throws -> QueryView {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      try await Task.sleep(for: .milliseconds(100))
      let query = try await desk.status(token)
      if query.mark != seen.mark || ContinuousClock.now >= end { return query }
    }
  }

  func cancel(_ token: String?) async throws -> QueryView { try await desk.cancel(token) }

  func history(_ token: String?) async throws -> [PastQuery] {
    try await desk.history(token).map { PastQuery($0) }
  }

  func nextApplication(_ token: String?) async throws -> Moment? { try desk.nextApplication(token) }

  func report(_ token: String?, query: String?, password: String) async throws -> OpenedReport {
    try await desk.report(token, query: query, password: password)
  }

  func messages(to phone: PhoneNumber) async throws -> [SandboxMessage] { try await desk.messages(to: phone) }
}

/// A mark that is set once, and seen by every task.
private final class Flag: Sendable {
  private let state = Atomic(false)
  var isRaised: Bool { state.load(ordering: .acquiring) }
  func raise() { state.store(true, ordering: .releasing) }
}
