import Foundation
import Testing

@testable import QueryEngine

@Suite("Registration")
struct RegistrationTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func register(_ person: Resident = .zhang, code: String?, password: Bool = true) async throws -> SignedIn {
    try await service.desk.register(
      person.registration(), code: code, password: password ? try person.paymentPassword() : nil)
  }

  private func sentCode(_ person: Resident = .zhang) async throws -> String {
    try await service.code(to: person.phoneNumber()) { try await register(person, code: nil, password: false) }
  }

  @Test("sends a code first, and with it gives a pseudonym and a session")
  func registers() async throws {
    let signedIn = try await register(code: try await sentCode())
    #expect(signedIn.region == .shanghai)
    #expect(signedIn.person.hasPrefix("P") && signedIn.person.utf8.count == 19)
    #expect(try await service.desk.history(signedIn.token).isEmpty)
  }

  @Test("of somebody who is registered is refused, whatever the phone, and that is said only after the code was right")
  func already() async throws {
    _ = try await service.register()
    let sameNumber = Resident(phone: Resident.li.phone)
    for person in [Resident.zhang, sameNumber] {
      let code = try await sentCode(person)
      let wrong = code == "000000" ? "000001" : "000000"
      #expect(await fault { try await register(person, code: wrong) } == "code_wrong")
      #expect(await fault { try await register(person, code: code) } == "already_registered")
    }
    #expect(try service.store.read { try $0.personsByRegion() }.map(\.count) == [1])
  }

  @Test("with a wrong code leaves nobody behind")
  func wrongCode() async throws {
    let code = try await sentCode()
    #expect(await fault { try await register(code: code == "111111" ? "222222" : "111111") } == "code_wrong")
    #expect(try service.store.read { try $0.personsByRegion() }.isEmpty)
    _ = try await register(code: code)
  }

  @Test("of somebody whose identity is not confirmed leaves nobody behind, and the code stays good")
  func notVerified() async throws {
    let code = try await sentCode()
    service.checks.confirm(false)
    #expect(await fault { try await register(code: code) } == "not_verified")
    service.checks.breakDown()
    #expect(await fault { try await register(code: code) } == "service_unavailable")
    #expect(try service.store.read { try $0.personsByRegion() }.isEmpty)
    service.checks.breakDown(false)
    service.checks.confirm(true)
    _ = try await register(code: code)
  }

  @Test("needs a payment password")
  func passwordRequired() async throws {
    let code = try await sentCode()
    #expect(await fault { try await register(code: code, password: false) } == "usage")
  }

  @Test("of one person twice at once makes one person")
  func twice() async throws {
    let code = try await sentCode()
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<2 { group.addTask { await fault { try await register(code: code) } } }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "done") }
    }
    #expect(codes.contains("done"))
    #expect(codes.count { $0 == "done" } == 1)
    #expect(try service.store.read { try $0.personsByRegion() }.map(\.count) == [1])
  }

  @Test("is not held up by a gateway that is down: the code comes later")
  func gatewayDown() async throws {
    service.gateway.breakDown()
    #expect(await fault { try await register(code: nil, password: false) } == "code_required")
    #expect(service.gateway.sentCount == 0)
    service.gateway.breakDown(false)
    service.clock.advance(.seconds(30))
    try await service.engine.drain()
    let text = try #require(service.gateway.messages(to: Resident.zhang.phoneNumber()).last)
    _ = try await register(code: MessageText.code(in: text))
  }
}
