import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("A session")
struct SessionTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func login(_ person: Resident = .zhang, code: String?) async throws -> SignedIn {
    try await service.desk.login(phone: person.phoneNumber(), code: code)
  }

  private func login(_ person: Resident = .zhang) async throws -> SignedIn {
    try await login(
      person, code: try await service.code(to: person.phoneNumber()) { try await login(person, code: nil) })
  }

  @Test("begins with the phone's code, and is the same person's")
  func begins() async throws {
    let token = try await service.register()
    try await service.apply(token)
    let signedIn = try await login()
    #expect(signedIn.region == .shanghai && signedIn.token != token)
    #expect(try await service.desk.status(signedIn.token) == service.desk.status(token))
  }

  @Test("of an unregistered phone is refused only after its own code was right")
  func notRegistered() async throws {
    let code = try await service.code(to: Resident.li.phoneNumber()) { try await login(.li, code: nil) }
    #expect(await fault { try await login(.li, code: code == "123456" ? "654321" : "123456") } == "code_wrong")
    #expect(await fault { try await login(.li, code: code) } == "not_registered")
  }

  @Test("does not begin with a code that was sent to another phone")
  func otherPhone() async throws {
    _ = try await service.register()
    _ = try await service.register(.li)
    let code = try await service.code(to: Resident.zhang.phoneNumber()) { try await login(code: nil) }
    let other = try await service.code(to: Resident.li.phoneNumber()) { try await login(.li, code: nil) }
    try #require(code != other)
    #expect(await fault { try await login(.li, code: code) } == "code_wrong")
  }

  @Test("ends with logout, and the person's others go on")
  func logout() async throws {
    let first = try await service.register()
    let second = try await login().token
    try await service.desk.logout(first)
    #expect(await fault { try await service.desk.history(first) } == "not_logged_in")
    #expect(await fault { try await service.desk.logout(first) } == "not_logged_in")
    #expect(try await service.desk.history(second).isEmpty)
  }

  @Test("ends after 30 days")
  func ends() async throws {
    let token = try await service.register()
    service.clock.advance(.milliseconds(Span.days(30).milliseconds - 1))
    #expect(await fault { try await service.desk.history(token) } == nil)
    service.clock.advance(.milliseconds(1))
    #expect(await fault { try await service.desk.history(token) } == "not_logged_in")
  }

  @Test("is needed for everything a person can do", arguments: [nil, "", "no-such-token"] as [String?])
  func needed(token: String?) async throws {
    let desk = service.desk
    #expect(await fault { try await desk.banks(token, channel: .app) } == "not_logged_in")
    #expect(await fault { try await desk.status(token) } == "not_logged_in")
    #expect(await fault { try await desk.history(token) } == "not_logged_in")
    #expect(await fault { try await desk.cancel(token) } == "not_logged_in")
    #expect(await fault { try await desk.report(token, query: nil, password: "482913") } == "not_logged_in")
    #expect(await fault { try await desk.move(token, to: .yunnan, code: nil) } == "not_logged_in")
    #expect(await fault { try await desk.changePassword(token, old: "482913", new: "730516") } == "not_logged_in")
    #expect(await fault { try await desk.resetPassword(token, new: nil, code: nil, face: .given) } == "not_logged_in")
    #expect(await fault { try await desk.logout(token) } == "not_logged_in")
    #expect(await reasons { try await desk.apply(token, .with(.all)) } == ["not_logged_in"])
  }
}
