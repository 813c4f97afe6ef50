import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The counts that a commit is judged by")
struct KeptCountsTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func people(_ region: RegionCode) throws -> Int {
    try service.store.read { try $0.population(of: region, in: 0..<Bucket.count) }
  }

  @Test("follow registration and moving, in the person's bucket")
  func population() async throws {
    let token = try await service.register(.zhang, region: .shanghai)
    _ = try await service.register(.li, region: .shanghai)
    #expect(try people(.shanghai) == 2 && people(.yunnan) == 0)
    let code = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.move(token, to: .yunnan, code: nil)
    }
    let moved = try await service.desk.move(token, to: .yunnan, code: code)
    #expect(try people(.shanghai) == 1 && people(.yunnan) == 1)
    let bucket = try #require(try service.store.read { try $0.person(moved.person) }).bucket
    let place = Int(bucket.number)
    #expect(try service.store.read { try $0.population(of: .yunnan, in: place..<(place + 1)) } == 1)
  }

  @Test("hold nobody twice who registers twice")
  func refused() async throws {
    _ = try await service.register(.zhang)
    #expect(await fault { try await service.register(.zhang) } != nil)
    #expect(try people(.shanghai) == 1)
  }

  /// The counts by which the second pilot, with Beijing, opens after Shanghai and Yunnan.
  private func answers() throws -> AnswerCount? {
    let session = try OperatorSession(store: service.store, author: "wang")
    _ = try session.edit(.setPolicy(try #require(PolicySetting(.preconditions, "required"))))
    _ = try session.edit(.openRegions([RegionCode("CN-BJ")], .full))
    guard case .opening(_, let figures)? = try session.forecast().unmet.first else { return nil }
    return figures.answers
  }

  @Test("hold every enquiry of a query that ended, answered or not, once")
  func ended() async throws {
    _ = try await service.reported(.named([.abc, .boc]))
    #expect(try answers() == AnswerCount(ended: 2, answered: 2))
    try await service.engine.drain()
    #expect(try answers() == AnswerCount(ended: 2, answered: 2))
  }

  @Test("leave out what the person cancelled")
  func cancelled() async throws {
    let token = try await service.register()
    try await service.apply(token, .named([.abc, .boc]))
    _ = try await service.desk.cancel(token)
    #expect(try answers() == AnswerCount())
  }
}
