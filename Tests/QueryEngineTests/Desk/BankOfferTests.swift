import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The banks a person can choose")
struct BankOfferTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  @Test("are listed whole, in the catalogue's order, each with why not")
  func listed() async throws {
    try service.commit(.suspend([.abc], reason: "维护"), .connect([.boc], .named([.yunnan])))
    let offer = try await service.desk.banks(token, channel: .app)
    #expect(offer.offered && offer.reasons.isEmpty && offer.region == .shanghai)
    #expect(offer.banks.map(\.bank) == service.store.registry.banks.map(\.code))
    let reasons = Dictionary(uniqueKeysWithValues: offer.banks.map { ($0.bank, $0.reason) })
    #expect(reasons[.abc] == .bankSuspended && reasons[.boc] == .bankNotInRegion)
    #expect(reasons[.icbc] == .bankNotConnected && reasons[.ccb] == .some(nil))
  }

  @Test("are none where the service is not offered")
  func notOffered() async throws {
    try service.commit(.closeRegions([.shanghai]))
    let offer = try await service.desk.banks(token, channel: .web)
    #expect(!offer.offered && offer.reasons == [.channelClosed, .regionClosed])
    #expect(offer.banks.all { $0.reason != nil })
  }

  @Test("follow a scheduled commit from its very time on")
  func scheduled() async throws {
    try service.commit(.closeRegions([.shanghai]), at: service.clock.now.adding(.hours(1)))
    #expect(try await service.desk.banks(token, channel: .app).offered)
    service.clock.advance(.hours(1))
    #expect(try await !service.desk.banks(token, channel: .app).offered)
  }
}
