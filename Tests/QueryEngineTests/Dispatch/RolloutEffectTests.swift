import BankLink
import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("What closes is drained, what is stopped stops")
struct RolloutEffectTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
    try await service.apply(token)
  }

  private func banks() async throws -> [String] {
    try await service.desk.status(token).banks.map { "\($0.bank) \($0.state.rawValue)" }
  }

  private static let narrowing: [(String, [RolloutEdit])] = [
    ("the region closes", [.closeRegions([.shanghai])]), ("the share is lowered", [.openRegions([.shanghai], .none)]),
    ("the channel closes", [.closeChannels([.app])]),
    ("a bank leaves the region", [.connect([.abc], .named([.yunnan]))]),
  ]

  @Test("lets an accepted query finish", arguments: narrowing)
  func drained(name: String, edits: [RolloutEdit]) async throws {
    for edit in edits { try service.commit(edit) }
    try await service.engine.drain()
    #expect(try await service.desk.report(token, query: nil, password: "482913").cards.count == 5)
  }

  @Test("keeps a suspended bank's enquiries until it returns")
  func suspended() async throws {
    try service.commit(.suspend([.abc], reason: "维护"))
    try await service.work(until: service.clock.now.adding(.hours(2)), by: .hours(1))
    #expect(try await banks() == ["abc queued", "boc answered"])
    #expect(service.banks.requests(.ask, .abc).isEmpty)
    try service.commit(.resume([.abc]))
    try await service.engine.drain()
    #expect(try await service.desk.report(token, query: nil, password: "482913").complete)
  }

  @Test("shows at the very next look at the gate once its time has come, before anybody has written anything")
  func fallenDue() throws {
    let time = service.clock.now.adding(.minutes(1))
    try service.commit(.suspend([.abc], reason: "维护"), at: time)
    func isConnected() throws -> Bool { try service.store.readGate { $1.standing(of: .abc) == .connected } }
    service.clock.set(time.adding(.milliseconds(-1)))
    #expect(try isConnected())
    service.clock.set(time)
    #expect(try !isConnected())
  }

  @Test("withdraws what was on its way to a bank that was disconnected, though the bank is back when the reply comes")
  func backMeanwhile() async throws {
    let service = service
    service.banks.meanwhile.withLock { meanwhile in
      meanwhile = { request in
        guard request.bank == .abc else { return }
        try? service.commit(.disconnect([.abc]))
        try? service.commit(.connect([.abc], .everywhere))
      }
    }
    try await service.engine.drain()
    #expect(try await banks() == ["abc withdrawn", "boc answered"])
  }

  @Test("keeps a suspended bank's enquiries until the deadline at most")
  func suspendedTooLong() async throws {
    try service.commit(.suspend([.abc], reason: "维护"))
    try await service.work(until: service.clock.now.adding(.hours(24)), by: .hours(6))
    #expect(try await banks() == ["abc timed_out", "boc answered"])
  }

  @Test("takes a suspended bank's answers to what it was asked before")
  func suspendedLater() async throws {
    service.banks.set(.abc, .accepts(retryAfter: .minutes(1)), .answers)
    try await service.engine.drain()
    try service.commit(.suspend([.abc], reason: "维护"))
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .reported)
    #expect(service.banks.requests(.fetch, .abc).count == 1)
  }

  @Test("withdraws a disconnected bank's enquiries, and discards what it still sends")
  func disconnected() async throws {
    service.banks.set(.abc, .accepts(retryAfter: .minutes(1)), .answers)
    try await service.engine.drain()
    try service.commit(.disconnect([.abc]))
    let identifier = service.banks.requests(.ask, .abc)[0].enquiries[0]
    try await service.engine.take(BankReplies(items: [(identifier, .answered(Data(count: 1_072)))]), from: .abc)
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(try await banks() == ["abc withdrawn", "boc answered"])
    #expect(service.banks.requests(.fetch, .abc).isEmpty)
    #expect(try await service.desk.report(token, query: nil, password: "482913").summary[0].debit == nil)
  }

  private static let replies: [(String, ScriptedBanks.Conduct)] = [
    ("an answer", .answers), ("a refusal", .fails(.refused(status: 403, code: nil))), ("nothing", .fails(.timedOut)),
  ]

  @Test("withdraws what was under way while the bank was disconnected, whatever comes back", arguments: replies)
  func disconnectedMeanwhile(name: String, conduct: ScriptedBanks.Conduct) async throws {
    service.banks.set(.abc, conduct)
    service.banks.meanwhile.withLock { meanwhile in
      meanwhile = { [service] request in
        if request.bank == .abc { try? service.commit(.disconnect([.abc])) }
      }
    }
    try await service.engine.drain()
    #expect(try await banks() == ["abc withdrawn", "boc answered"])
    #expect(try await service.vault(of: service.desk.status(token).query).items.count == 2)
  }

  @Test("accepts and asks nothing while paused, takes answers, makes reports, sends SMS")
  func paused() async throws {
    service.banks.set(.abc, .accepts(retryAfter: .minutes(1)), .answers)
    try await service.engine.drain()
    let other = try await service.register(.li)
    try await service.apply(other, .named([.abc]), .li)
    try service.commit(.pauseService(reason: "维护"))
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(try await service.desk.report(token, query: nil, password: "482913").complete)
    #expect(service.gateway.messages(to: try Resident.zhang.phoneNumber()).last == MessageText.reportReady)
    #expect(try await service.desk.status(other).state == .accepted)
    #expect(service.banks.requests(.ask, .abc).count == 1)
    try service.commit(.resumeService)
    try await service.engine.drain()
    #expect(try await service.desk.status(other).state == .reported)
  }

  @Test("ends a query as failed when all its banks are disconnected, and says so by SMS")
  func allDisconnected() async throws {
    try service.commit(.disconnect([.abc, .boc]))
    try await service.engine.drain()
    let status = try await service.desk.status(token)
    #expect(status.state == .failed && status.reason == "no_bank_answered")
    #expect(service.gateway.messages(to: try Resident.zhang.phoneNumber()).last == MessageText.queryFailed)
  }
}
