import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Moving")
struct MoveTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func move(to region: RegionCode = .yunnan) async throws -> SignedIn {
    let code = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.move(token, to: region, code: nil)
    }
    return try await service.desk.move(token, to: region, code: code)
  }

  @Test("changes the region, and the gate goes by the new one from then on")
  func moves() async throws {
    #expect(try await move(to: .guangdong).region == .guangdong)
    #expect(try await service.desk.banks(token, channel: .app).reasons == [.regionClosed])
    #expect(await reasons { try await service.desk.apply(token, .with(.named([.abc]))) } == ["region_closed"])
  }

  @Test("is possible once in 30 days")
  func again() async throws {
    _ = try await move()
    let nextAt = service.clock.now.adding(.days(30))
    service.clock.set(nextAt.adding(.milliseconds(-1)))
    #expect(
      await cardholderFault { try await service.desk.move(token, to: .shanghai, code: nil) }
        == .movedRecently(nextAt: nextAt)
    )
  }

  @Test("is possible again after 30 days, with a session of then")
  func afterwards() async throws {
    _ = try await move()
    service.clock.advance(.days(30))
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.login(phone: phone, code: nil) }
    let token = try await service.desk.login(phone: phone, code: code).token
    #expect(await fault { try await service.desk.move(token, to: .shanghai, code: nil) } == "code_required")
  }

  @Test("is not possible while a query runs")
  func running() async throws {
    let query = try await service.apply(token).query
    #expect(
      await cardholderFault { try await service.desk.move(token, to: .yunnan, code: nil) }
        == .queryInProgress(query: query))
    try await service.engine.drain()
    #expect(await fault { try await service.desk.move(token, to: .yunnan, code: nil) } == "code_required")
  }

  @Test("is not possible with a query that was accepted while the identity was looked up")
  func acceptedMeanwhile() async throws {
    let (service, token) = (service, token)
    service.checks.meanwhile.withLock { $0 = { try await service.apply(token) } }
    #expect(await fault { try await move() } == "query_in_progress")
    #expect(try await service.desk.banks(token, channel: .app).region == .shanghai)
  }

  @Test("counts once though a second move was begun meanwhile")
  func movedMeanwhile() async throws {
    let (service, token) = (service, token)
    service.checks.meanwhile.withLock { meanwhile in
      meanwhile = {
        let code = try await service.code(to: Resident.zhang.phoneNumber()) {
          try await service.desk.move(token, to: .guangdong, code: nil)
        }
        _ = try await service.desk.move(token, to: .guangdong, code: code)
      }
    }
    #expect(await fault { try await move() } == "moved_recently")
    #expect(try await service.desk.banks(token, channel: .app).region == .guangdong)
  }

  @Test("needs a code that was sent for that very region")
  func otherRegion() async throws {
    let code = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.move(token, to: .yunnan, code: nil)
    }
    #expect(await fault { try await service.desk.move(token, to: .guangdong, code: code) } == "code_wrong")
    #expect(try await service.desk.banks(token, channel: .app).region == .shanghai)
  }

  @Test("is confirmed by the identity check")
  func notVerified() async throws {
    service.checks.confirm(false)
    #expect(await fault { try await move() } == "not_verified")
    #expect(try await service.desk.banks(token, channel: .app).region == .shanghai)
  }
}
