import Domain
import Foundation
import Store
import TestFixtures
import Testing
import Text

@testable import QueryEngine

@Suite("An accepted application")
struct AcceptanceTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  @Test("has a number, the revision that let it in, and a day to be done in")
  func accepted() async throws {
    let query = try await service.apply(token)
    #expect(query.state == .accepted && query.revision == 1)
    #expect(query.acceptedAt == service.clock.now && query.dueAt == service.clock.now.adding(.hours(24)))
    #expect(query.banks.map(\.bank) == [.abc, .boc] && query.banks.all { $0.state == .queued })
    #expect(query.query.hasPrefix("Q"))
    #expect(try await service.desk.status(token) == query)
    #expect(service.banks.requests.isEmpty)
  }

  @Test("of all banks is of every bank that the person can choose, each once")
  func all() async throws {
    try service.commit(.suspend([.cmb], reason: "维护"), .connect([.cgb], .named([.yunnan])))
    let query = try await service.apply(token, .all)
    #expect(query.banks.map(\.bank) == [.abc, .boc, .ccb])
  }

  @Test("of all banks while none can be chosen is refused as no bank chosen")
  func allOfNone() async throws {
    try service.commit(.disconnect(BankCode.published))
    #expect(await reasons { try await service.desk.apply(token, .with(.all)) } == ["no_bank_chosen"])
    try service.commit(.closeRegions([.shanghai]))
    #expect(await reasons { try await service.desk.apply(token, .with(.all)) } == ["region_closed"])
  }

  @Test("is the only one of its person at a time, whichever session applies")
  func oneAtATime() async throws {
    let query = try await service.apply(token).query
    let second = await cardholderFault { try await service.desk.apply(token, .with(.named([.ccb]))) }
    guard case .refused(_, _, let reasons)? = second else {
      Issue.record("a second query was accepted")
      return
    }
    #expect(reasons == [.queryInProgress(query: query)])
  }

  @Test("is refused as one in progress also where only the constraint finds the other, and the code stays good")
  func openElsewhere() async throws {
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(.named([.abc]))) }
    // The look beforehand is at the person's newest query, which has ended.
    let person = try service.desk.person(token).id
    let ended = QueryRecord(
      id: "Q-ENDED", person: person, revision: 1, region: .shanghai, channel: .app, agreement: "1", banks: [.abc],
      publicKey: Data(), acceptedAt: service.clock.now,
      machine: QueryMachine(
        state: .failed, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: service.clock.now.adding(.hours(24))),
      vaultDay: service.clock.now.day)
    try service.store.write { transaction in
      _ = try transaction.insert(.sample("Q-OPEN", of: person, accepted: transaction.now))
      _ = try transaction.insert(ended)
    }
    let refused = await cardholderFault { try await service.desk.apply(token, .with(.named([.abc]), code: code)) }
    guard case .refused(_, _, let reasons)? = refused else {
      Issue.record("a second query was accepted")
      return
    }
    #expect(reasons == [.queryInProgress(query: "Q-OPEN")])
    #expect(try service.store.read { try $0.queries(of: person) }.count == 2)
  }

  @Test("is one where many applied at once")
  func parallel() async throws {
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(.named([.abc]))) }
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 {
        group.addTask { await fault { try await service.desk.apply(token, .with(.named([.abc]), code: code)) } }
      }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "accepted") }
    }
    #expect(codes.count { $0 == "accepted" } == 1)
    #expect(codes.count { $0 == "query_in_progress" } == 7)
    #expect(try await service.desk.history(token).count == 1)
  }

  @Test("is not made under keys that a new password replaced while the face was looked at, and the code stays good")
  func replacedKeys() async throws {
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(.named([.abc]))) }
    let reset = try await service.code(to: phone) {
      try await service.desk.resetPassword(token, new: nil, code: nil, face: .given)
    }
    service.checks.meanwhileFace.withLock { work in
      work = { [service, token] in
        try await service.desk.resetPassword(token, new: "730516", code: reset, face: .given)
      }
    }
    #expect(await cardholderFault { try await service.desk.apply(token, .with(.named([.abc]), code: code)) } == .busy)
    #expect(try await service.desk.history(token).isEmpty)
    _ = try await service.desk.apply(token, .with(.named([.abc]), code: code))
    try await service.engine.drain()
    #expect(try await service.desk.report(token, query: nil, password: "730516").complete)
  }

  @Test("is followed by another no earlier than 7 x 24 hours after its report was generated")
  func tooEarly() async throws {
    try await service.apply(token)
    service.clock.advance(.hours(3))
    try await service.engine.drain()
    let nextAt = service.clock.now.adding(.hours(7 * 24))
    service.clock.set(nextAt.adding(.milliseconds(-1)))
    let refused = await cardholderFault { try await service.desk.apply(token, .with(.named([.abc]))) }
    guard case .refused(_, _, let reasons)? = refused else {
      Issue.record("it was not refused")
      return
    }
    #expect(reasons == [.tooEarly(nextAt: nextAt)])
    #expect(reasons[0].facts == [.init("nextAt", JSONValue(nextAt))])
    #expect(try service.desk.nextApplication(token) == nextAt)
    service.clock.set(nextAt)
    #expect(try service.desk.nextApplication(token) == nil)
    #expect(try await service.apply(token).state == .accepted)
  }

  @Test("that failed, or was cancelled, starts no waiting time")
  func failed() async throws {
    service.banks.set(.abc, .replies(.declined(.unspecified)))
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .failed)
    try await service.apply(token, .named([.boc]))
    #expect(try await service.desk.cancel(token).state == .failed)
    #expect(try await service.apply(token, .named([.boc])).state == .accepted)
  }

  @Test("lets a person with a share's lot in, and the same person again when the share is raised")
  func share() async throws {
    let bucket = try service.store.read { transaction in
      try #require(try transaction.person(phoneHash: service.store.secret.hash(Resident.zhang.phone, for: .lookUp)))
        .bucket
    }
    let below = Share(hundredths: Int(bucket.number)) ?? .none
    let just = Share(hundredths: Int(bucket.number) + 1) ?? .none
    try service.commit(.openRegions([.shanghai], below))
    let code = below == .none ? "region_closed" : "not_in_share"
    #expect(await reasons { try await service.desk.apply(token, .with(.named([.abc]))) } == [code])
    try service.commit(.openRegions([.shanghai], just))
    #expect(await fault { try await service.desk.apply(token, .with(.named([.abc]))) } == "code_required")
  }
}
