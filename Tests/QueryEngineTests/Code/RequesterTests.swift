import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

/// Strangers who use a person's phone number take nothing from its owner.
@Suite("A stranger who knows the number")
struct RequesterTests {
  private let service: TestService
  private let phone: PhoneNumber
  private let token: String

  init() async throws {
    service = try TestService()
    phone = try Resident.zhang.phoneNumber()
    token = try await service.register()
  }

  private var owner: CardholderDesk { service.desk }
  private var stranger: CardholderDesk { service.desk(TestService.stranger) }
  private func someone(_ number: Int) -> CardholderDesk { service.desk(Requester(token: "someone \(number)")) }

  private func ask(_ desk: CardholderDesk) async -> String? {
    await fault { try await desk.login(phone: phone, code: nil) }
  }

  private func send(_ desk: CardholderDesk) async throws -> String {
    try await service.code(to: phone) { try await desk.login(phone: phone, code: nil) }
  }

  @Test("makes no code of the owner's expire, and is not let in with it")
  func sideBySide() async throws {
    let own = try await send(owner)
    let other = try await send(stranger)
    if own != other { #expect(await fault { try await stranger.login(phone: phone, code: own) } == "code_wrong") }
    #expect(await fault { try await owner.login(phone: phone, code: own) } == nil)
  }

  @Test("guesses against what they asked for themselves, and locks that only")
  func guesses() async throws {
    let own = try await send(owner)
    let wrong = own == "271828" ? "314159" : "271828"
    #expect(
      await cardholderFault { try await stranger.login(phone: phone, code: wrong) } == .code(.wrong(attemptsLeft: 0)))
    let other = try await send(stranger)
    let guess = other == wrong ? "161803" : wrong
    for _ in 0..<5 { _ = await fault { try await stranger.login(phone: phone, code: guess) } }
    #expect(await cardholderFault { try await stranger.login(phone: phone, code: other) } == .code(.locked(until: nil)))
    #expect(await fault { try await owner.login(phone: phone, code: own) } == nil)
  }

  @Test("has ten codes sent a day with all other strangers together, and uses up none of the owner's ten")
  func tooMany() async throws {
    let before = service.gateway.sentCount
    for number in 0..<30 { _ = await ask(someone(number)) }
    #expect(service.gateway.sentCount == before + 10)
    #expect(await ask(stranger) == "code_locked")
    // The first code was that of the registration.
    for _ in 0..<9 { #expect(await ask(owner) == "code_required") }
    #expect(await ask(owner) == "code_locked")
    #expect(service.gateway.sentCount == before + 19)
  }

  @Test("does not make the owner wait for the pause between two")
  func pause() async throws {
    let service = try TestService { $0.codePause = .seconds(60) }
    _ = try await service.register()
    service.clock.advance(.minutes(1))
    let other = await fault { try await service.desk(TestService.stranger).login(phone: phone, code: nil) }
    #expect(other == "code_required")
    #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
    #expect(await fault { try await service.desk(someone: 1).login(phone: phone, code: nil) } == "code_locked")
  }

  @Test("does not keep the owner out on a machine that is new, who says who they are and is there")
  func newMachine() async throws {
    for number in 0..<10 { _ = await ask(someone(number)) }
    let machine = someone(99)
    #expect(await ask(machine) == "code_locked")
    let zhang = StatedIdentity(
      name: try PersonName(Resident.zhang.name), idNumber: try IdentityNumber(Resident.zhang.idNumber))
    let absent = await fault {
      try await machine.login(phone: phone, code: nil, face: .fail, identity: zhang)
    }
    #expect(absent == "not_verified")
    let code = try await service.code(to: phone) {
      try await machine.login(phone: phone, code: nil, identity: zhang)
    }
    #expect(await fault { try await machine.login(phone: phone, code: code, identity: zhang) } == nil)
    #expect(await ask(machine) == "code_required")
  }

  @Test("does not keep anybody from registering with a number that is theirs")
  func newPerson() async throws {
    let registration = try Resident.li.registration()
    let phone = registration.details.phone
    for number in 0..<10 { _ = await fault { try await someone(number).login(phone: phone, code: nil) } }
    let refused = await fault { try await owner.register(registration, code: nil, password: nil) }
    #expect(refused == "code_locked")
    service.checks.confirm(false)
    let unknown = await fault { try await owner.register(registration, code: nil, password: nil, inPerson: true) }
    #expect(unknown == "not_verified")
    service.checks.confirm(true)
    let sent = await fault { try await owner.register(registration, code: nil, password: nil, inPerson: true) }
    #expect(sent == "code_required")
  }

  @Test("learns nothing from how numbers that nobody has registered are answered")
  func unregistered() async throws {
    let free = try Resident.li.phoneNumber()
    var answers: [PhoneNumber: [CardholderFault?]] = [:]
    for phone in [phone, free] {
      for number in 0..<11 {
        answers[phone, default: []].append(
          await cardholderFault { try await someone(number).login(phone: phone, code: nil) })
      }
      answers[phone, default: []].append(
        await cardholderFault { try await stranger.login(phone: phone, code: "271828") })
    }
    let masked = answers[phone]?.map { $0 == .codeRequired(maskedPhone: phone.masked) ? nil : $0 }
    let other = answers[free]?.map { $0 == .codeRequired(maskedPhone: free.masked) ? nil : $0 }
    #expect(masked == other)
  }

  @Test("is sent so many codes an hour, whatever the phones")
  func perRequester() async throws {
    let service = try TestService { $0.codesPerHour = 3 }
    let start = service.clock.now
    for number in 0..<3 {
      let phone = try PhoneNumber("1390013975\(number)")
      #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
      service.clock.advance(.minutes(1))
    }
    let next = try PhoneNumber("13900139759")
    let refused = await cardholderFault { try await service.desk.login(phone: next, code: nil) }
    #expect(refused == .code(.locked(until: start.adding(.hours(1)))))
    #expect(
      await fault { try await service.desk(TestService.stranger).login(phone: next, code: nil) } == "code_required")
  }

  @Test("cannot use what somebody signed in asked for")
  func signedIn() async throws {
    _ = try await service.register(.li)
    let li = try await service.login(.li)
    let code = try await service.code(to: phone) { try await owner.apply(token, .with(.named([.abc]))) }
    #expect(await reasons { try await owner.apply(li, .with(.named([.abc]), code: code)) } == ["code_wrong"])
    #expect(await fault { try await owner.apply(token, .with(.named([.abc]), code: code)) } == nil)
  }
}

extension TestService {
  fileprivate func desk(someone number: Int) -> CardholderDesk { desk(Requester(token: "someone \(number)")) }

  /// Signs a person in, and gives the session's token.
  func login(_ person: Resident, at desk: CardholderDesk? = nil) async throws -> String {
    let (phone, desk) = (try person.phoneNumber(), desk ?? self.desk)
    let code = try await code(to: phone) { try await desk.login(phone: phone, code: nil) }
    return try await desk.login(phone: phone, code: code).token
  }
}
