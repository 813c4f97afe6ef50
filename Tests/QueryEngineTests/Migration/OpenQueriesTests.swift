import BankLink
import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("A query that was open when its database was migrated")
struct OpenQueriesTests {
  private typealias Bank = EarlierDatabase.Bank

  private let service: MigratedService

  init() throws { service = try MigratedService() }

  private static func banks(_ view: QueryView) -> [Bank] {
    view.banks.map { Bank(bank: $0.bank.text, state: $0.state.rawValue, code: $0.code) }
  }

  @Test("or had ended, shows what it showed before")
  func shown() async throws {
    for query in service.shown.queries where !MigratedService.altered.contains(query.person) {
      let view = try service.view(query.person)
      #expect(view.query == query.query && view.state.rawValue == query.state, "\(query.person)")
      #expect(view.reason == query.reason && Self.banks(view) == query.banks, "\(query.person)")
      // Whoever asks ends a query that only waits for its key.
      guard query.person != MigratedService.ending else { continue }
      let status = try await service.desk.status(query.token)
      #expect(Self.banks(status) == query.banks && status.queue?.place == query.place, "\(query.person)")
      #expect(status.queue?.estimatedAt == query.estimatedAt.flatMap { Moment(text: $0) }, "\(query.person)")
    }
  }

  @Test("waits with the others in the queues of its banks")
  func queues() throws {
    let queues = try service.store.readGate { transaction, gate in try transaction.queues(gate) }
    #expect(queues.map(\.bank.text) == service.shown.queues.map(\.bank))
    for (queue, before) in zip(queues, service.shown.queues) {
      // Altered ones wait for their end.
      let altered = queue.bank.text == "psbc" ? MigratedService.altered.count : 0
      #expect((before.waiting - altered...before.waiting).contains(queue.waiting), "\(queue.bank)")
      #expect(queue.oldest == before.oldest.flatMap { Moment(text: $0) }, "\(queue.bank)")
    }
  }

  @Test("has its banks asked by the identifiers and consents that they knew, and ends")
  func asked() async throws {
    try await service.end()
    let known = Dictionary(uniqueKeysWithValues: service.known.map { ($0.id, $0) })
    for enquiry in service.banks.enquiries {
      let before = try #require(known[enquiry.identifier])
      #expect(before.state.isOpen && enquiry.consent.bank == before.bank)
      #expect(enquiry.consent.identifier == before.consent)
    }
    let asked = Set(service.banks.requests.flatMap(\.enquiries))
    let altered = try MigratedService.altered.map { try service.query($0).number }
    let open = service.known.filter { $0.state.isOpen && !altered.contains($0.query) }
    #expect(open.count == 16 && open.allSatisfy { asked.contains($0.id) })
    for query in service.shown.queries where ["accepted", "collecting"].contains(query.state) {
      let state = try service.view(query.person).state
      #expect(state == (MigratedService.altered.contains(query.person) ? .failed : .reported), "\(query.person)")
    }
  }

  @Test("is not asked again about what was answered, and each bank is asked or fetched from once")
  func once() async throws {
    try await service.end()
    let ended = Set(service.known.filter { !$0.state.isOpen }.map(\.id))
    #expect(service.banks.requests.allSatisfy { ended.isDisjoint(with: $0.enquiries) })
    let asked = service.banks.requests.filter { $0.kind == .ask }.flatMap(\.enquiries)
    #expect(Set(asked).count == asked.count)
    let fetched = service.banks.requests.filter { $0.kind == .fetch }.flatMap(\.enquiries)
    #expect(
      Set(fetched) == Set(service.known.filter { $0.state == .acknowledged }.map(\.id)) && fetched.count == 2)
  }

  @Test("is asked about in its old place: those of a suspended bank in order, when it is back")
  func order() async throws {
    try await service.drain()
    #expect(service.banks.requests(.ask, .init("psbc")).isEmpty)
    try service.commit(.resume([BankCode("psbc")]))
    try await service.drain()
    let numbers = service.banks.requests(.ask, .init("psbc")).flatMap(\.enquiries).compactMap { id in
      service.known.first { $0.id == id }?.query
    }
    let altered = try MigratedService.altered.map { try service.query($0).number }
    #expect(
      numbers.filter { !altered.contains($0) }
        == (try ["every", "second", "again"].map { try service.query($0).number }))
  }

  @Test("goes on where its worker died: after the lease, or at once where its mark shows that it is dead")
  func worker() async throws {
    let citic = BankCode("citic")
    try await service.drain()
    #expect(service.banks.requests(.ask, citic).isEmpty)
    service.clock.advance(.seconds(43))
    try await service.drain()
    #expect(
      service.banks.requests(.ask, citic).flatMap(\.enquiries).sorted()
        == service.known.filter { $0.bank == citic }.map(\.id).sorted())

    let other = try MigratedService()
    let owner = try #require(try other.known("every", citic).owner)
    #expect(FileManager.default.createFile(atPath: "\(other.database.path)-worker-\(owner)", contents: nil))
    try await other.drain()
    #expect(other.banks.requests(.ask, citic).flatMap(\.enquiries).count == 2)
  }

  @Test(
    "is asked about in seconds where only a fault of our own held it back, and later where its bank was not reached")
  func held() async throws {
    service.clock.advance(.seconds(3))
    try await service.drain()
    #expect(service.banks.requests(.ask, .cgb).flatMap(\.enquiries) == [try service.known("every", .cgb).id])
    #expect(service.banks.requests(.ask, .cmb).isEmpty)
    service.clock.advance(.minutes(12))
    try await service.drain()
    #expect(service.banks.requests(.ask, .cmb).flatMap(\.enquiries).count == 3)
  }

  @Test("is asked about alone where a refusal had not told which of several it was for")
  func alone() async throws {
    service.clock.advance(.seconds(1))
    try await service.drain()
    #expect(service.banks.requests(.ask, .init("bocom")).map(\.enquiries.count) == [1, 1])
  }

  @Test("takes an answer that its bank posts under the old identifier, once, and from no other bank")
  func posted() async throws {
    let enquiry = try service.known("every", .boc)
    let answer = try await service.answer(to: enquiry)
    let other = try await service.answer(to: enquiry)
    #expect(
      try await service.engine.take(BankReplies(items: [(enquiry.id, answer)]), from: .abc).refused.map(\.code)
        == ["unknown_enquiry"])
    for _ in 0..<2 {
      let receipt = try await service.engine.take(BankReplies(items: [(enquiry.id, answer)]), from: .boc)
      #expect(receipt == IntakeReceipt(taken: 1, refused: []))
      #expect(try service.view("every").banks[enquiry.position].state == .answered)
    }
    #expect(
      try await service.engine.take(BankReplies(items: [(enquiry.id, other)]), from: .boc).refused.map(\.code)
        == ["enquiry_closed"])
    try await service.end()
    #expect(service.banks.requests(.fetch, .boc).isEmpty)
    #expect(try await service.engine.take(BankReplies(items: [(enquiry.id, answer)]), from: .boc).taken == 1)
    #expect(
      try await service.engine.take(BankReplies(items: [(enquiry.id, other)]), from: .boc).refused.map(\.code)
        == ["unknown_enquiry"])
    let every = try service.query("every")
    let report = try await service.desk.report(every.token, query: nil, password: every.password)
    #expect(report.summary.filter { $0.bank == .boc && $0.outcome == .answered }.count == 1)
  }

  @Test("accepts again what its bank had posted before, and changes nothing")
  func postedBefore() async throws {
    let altered = try MigratedService.altered.map { try service.query($0).number }
    for kept in service.kept where !altered.contains(kept.query) {
      let bank = service.known.first { $0.id == kept.enquiry }?.bank ?? .abc
      let receipt = try await service.engine.take(
        BankReplies(items: [(kept.enquiry, .answered(kept.sealed))]), from: bank)
      let isOpen = service.known.contains { $0.id == kept.enquiry }
      if isOpen { #expect(receipt == IntakeReceipt(taken: 1, refused: []), "\(kept.query)") }
    }
    try await shown()
  }

  @Test("can be cancelled, and its banks are asked no more")
  func cancelled() async throws {
    let every = try service.query("every")
    let view = try await service.desk.cancel(every.token)
    #expect(view.state == .failed && view.banks.map(\.bank.text) == every.banks.map(\.bank))
    #expect(
      Self.banks(view)
        == every.banks.map { bank in
          EnquiryState(rawValue: bank.state)?.isOpen == true
            ? Bank(bank: bank.bank, state: "withdrawn", code: "cancelled") : bank
        })
    try await service.end()
    let own = Set(service.known.filter { $0.query == every.number }.map(\.id))
    #expect(service.banks.requests.allSatisfy { own.isDisjoint(with: $0.enquiries) })
  }

  @Test("opens as a report with the payment password, answers of before and after in it")
  func reports() async throws {
    for name in ["reported", "unsent"] {
      let query = try service.query(name)
      let report = try await service.desk.report(query.token, query: nil, password: query.password)
      #expect(report.query == query.query && report.complete, "\(name)")
    }
    try await service.end()
    for name in ["every", "second", "again", "late", "untold", "waiting"] {
      let query = try service.query(name)
      let report = try await service.desk.report(query.token, query: nil, password: query.password)
      #expect(report.query == query.query && report.summary.map(\.bank.text) == query.banks.map(\.bank), "\(name)")
      for (bank, before) in zip(report.summary, query.banks) {
        let isOpen = EnquiryState(rawValue: before.state)?.isOpen == true
        #expect(bank.outcome.rawValue == (isOpen ? "answered" : before.state), "\(name) \(before.bank)")
      }
    }
    let zhang = try service.query("reported")
    #expect(try await service.desk.report(zhang.token, query: nil, password: zhang.password).cards.count == 7)
  }

  @Test("tells its person once")
  func told() async throws {
    #expect(try service.store.read { try $0.unsentMessageCount() } == 1)
    try await service.end()
    #expect(try service.store.read { try $0.unsentMessageCount() } == 0)
    #expect(Set(service.gateway.identifiers).count == service.gateway.sentCount)
    // The report that could not be told of, six that came since, three that failed.
    #expect(service.gateway.sentCount == 10)
  }
}
