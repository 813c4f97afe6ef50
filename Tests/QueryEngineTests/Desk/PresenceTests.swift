import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

/// Requests to the identity and face services, and their faults, before a code has proved whose a phone is.
@Suite("Identity and face before a code")
struct PresenceTests {
  private let service: TestService
  private let token: String
  private let new: PhoneNumber

  init() async throws {
    service = try TestService { $0.checksPerHour = 6 }
    token = try await service.register()
    new = try PhoneNumber("13700137159")
  }

  private func identity(_ person: Resident = .zhang) throws -> StatedIdentity {
    StatedIdentity(name: try PersonName(person.name), idNumber: try IdentityNumber(person.idNumber))
  }

  private func someone(_ number: Int) -> CardholderDesk { service.desk(Requester(token: "someone \(number)")) }

  /// A stranger without a session asks for a number.
  private func ask(
    _ desk: CardholderDesk, _ person: Resident = .li, _ phone: PhoneNumber? = nil, face: FaceSample = .given
  ) async -> CardholderFault? {
    await cardholderFault {
      try await desk.changePhone(nil, identity: identity(person), to: phone ?? new, code: nil, face: face)
    }
  }

  private var asked: Int { service.checks.identities }

  @Test("are asked for so many times an hour about one phone, and no more, whoever asks")
  func limit() async throws {
    service.checks.confirm(false)
    let before = asked
    for number in 0..<40 { _ = await ask(someone(number)) }
    #expect(asked == before + 6)
    let until = service.clock.now.adding(.hours(1))
    #expect(await ask(someone(41)) == .checksLocked(until: until))
    #expect(CardholderFault.checksLocked(until: until).code == "check_locked")
    service.clock.set(until)
    #expect(await ask(someone(42)) == .presenceNotShown)
  }

  @Test("are counted before they are asked for, also by many at once")
  func parallel() async throws {
    let (before, service, new) = (asked, service, new)
    service.checks.confirm(false)
    let identity = try identity(.li)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<30 {
        group.addTask {
          let desk = service.desk(Requester(token: "someone \(number)"))
          _ = await fault { try await desk.changePhone(nil, identity: identity, to: new, code: nil, face: .given) }
        }
      }
    }
    #expect(asked == before + 6)
  }

  @Test("have one answer for a wrong name and a wrong face, and both are asked for either")
  func oracle() async throws {
    let faces = service.checks.faces
    let faceless = await ask(someone(1), face: .fail)
    service.checks.confirm(false)
    let unknown = await ask(someone(2))
    #expect(faceless == .presenceNotShown && unknown == faceless && faceless?.code == "not_verified")
    #expect(service.checks.faces == faces + 2)
  }

  @Test("leave the owner theirs, whatever strangers use up: signed in, and to the number they want")
  func owner() async throws {
    for number in 0..<20 {
      _ = await ask(someone(number), face: .fail)
      _ = await ask(someone(number), .zhang, try Resident.zhang.phoneNumber(), face: .fail)
    }
    let code = try await service.code(to: new) {
      try await service.desk.changePhone(token, identity: nil, to: new, code: nil, face: .given)
    }
    let changed = try await service.desk.changePhone(token, identity: nil, to: new, code: code, face: .given)
    _ = try await service.apply(changed.token, .named([.abc]), Resident(phone: new.text))
  }

  @Test("of whoever is signed in are counted, too: for a reset, an application, another number")
  func signedIn() async throws {
    let (desk, faces) = (service.desk, service.checks.faces)
    for _ in 0..<2 {
      #expect(
        await fault { try await desk.resetPassword(token, new: nil, code: nil, face: .fail) } == "face_check_failed")
      #expect(
        await fault { try await desk.apply(token, .with(.named([.abc]), face: .fail)) } == "face_check_failed")
      #expect(
        await fault { try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .fail) }
          == "face_check_failed")
    }
    #expect(await reasons { try await desk.apply(token, .with(.named([.abc]))) } == ["check_locked"])
    #expect(await fault { try await desk.resetPassword(token, new: nil, code: nil, face: .given) } == "check_locked")
    #expect(service.checks.faces == faces + 6)
  }

  @Test("of an application with a code that was never sent are counted, too")
  func guessedCode() async throws {
    let faces = service.checks.faces
    for _ in 0..<20 {
      _ = await fault { try await service.desk.apply(token, .with(.named([.abc]), code: "271828")) }
    }
    #expect(service.checks.faces == faces + 6)
  }

  @Test("after the right code are asked five times at most: what fails is a wrong guess of it")
  func afterCode() async throws {
    let li = try Resident.li.registration()
    let phone = li.details.phone
    let code = try await service.code(to: phone) { try await service.desk.register(li, code: nil, password: nil) }
    service.checks.confirm(false)
    let (before, password) = (asked, try Resident.li.paymentPassword())
    var answers: [String?] = []
    for _ in 0..<7 {
      answers.append(await fault { try await service.desk.register(li, code: code, password: password) })
    }
    #expect(answers == Array(repeating: "not_verified", count: 5) + ["code_locked", "code_locked"])
    #expect(asked == before + 5)
  }

  @Test("of a takeover and of another number count the same way, and a wrong code asks nobody")
  func others() async throws {
    let newcomer = Resident(name: "李四", idNumber: Resident.li.idNumber, phone: Resident.zhang.phone, password: "730516")
    let registration = try newcomer.registration()
    let desk = service.desk(TestService.stranger)
    let code = try await service.code(to: registration.details.phone) {
      try await desk.register(registration, code: nil, password: nil)
    }
    let (faces, password) = (service.checks.faces, try newcomer.paymentPassword())
    for _ in 0..<7 {
      _ = await fault { try await desk.register(registration, code: code, password: password, face: .fail) }
    }
    #expect(service.checks.faces == faces + 5)
    let change = try await service.code(to: new) {
      try await desk.changePhone(nil, identity: identity(), to: new, code: nil, face: .given)
    }
    let before = asked
    let wrong = change == "271828" ? "314159" : "271828"
    for _ in 0..<9 {
      _ = await fault { try await desk.changePhone(nil, identity: identity(), to: new, code: wrong, face: .given) }
    }
    #expect(asked == before)
  }

  @Test("are limited for one requester, whatever the phones")
  func requester() async throws {
    let service = try TestService { $0.codesPerHour = 3 }
    let desk = service.desk
    for number in 0..<5 {
      let phone = try PhoneNumber("1370013715\(number)")
      let answer = await fault {
        try await desk.changePhone(nil, identity: identity(.li), to: phone, code: nil, face: .fail)
      }
      #expect(answer == (number < 3 ? "not_verified" : "check_locked"))
    }
    #expect(service.checks.identities == 3)
  }

  @Test("that nobody could be asked about count all the same, as they may have been")
  func down() async throws {
    service.checks.breakDown()
    for number in 0..<6 {
      let answer = await fault {
        try await someone(number).changePhone(nil, identity: identity(.li), to: new, code: nil, face: .given)
      }
      #expect(answer == "service_unavailable")
    }
    service.checks.breakDown(false)
    #expect((await ask(someone(9)))?.code == "check_locked")
  }
}
