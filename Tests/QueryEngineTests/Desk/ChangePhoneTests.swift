import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Another phone number")
struct ChangePhoneTests {
  private let service: TestService
  private let token: String
  private let old: PhoneNumber
  private let new: PhoneNumber

  init() async throws {
    service = try TestService()
    token = try await service.register()
    old = try Resident.zhang.phoneNumber()
    new = try PhoneNumber("13700137159")
  }

  private var desk: CardholderDesk { service.desk }
  private var abroad: CardholderDesk { service.desk(TestService.stranger) }

  private func identity(_ person: Resident = .zhang) throws -> StatedIdentity {
    StatedIdentity(name: try PersonName(person.name), idNumber: try IdentityNumber(person.idNumber))
  }

  private func change(
    _ token: String?, _ identity: StatedIdentity? = nil, to phone: PhoneNumber? = nil, at desk: CardholderDesk? = nil
  ) async throws -> SignedIn {
    let (desk, phone) = (desk ?? self.desk, phone ?? new)
    let code = try await service.code(to: phone) {
      try await desk.changePhone(token, identity: identity, to: phone, code: nil, face: .given)
    }
    return try await desk.changePhone(token, identity: identity, to: phone, code: code, face: .given)
  }

  @Test("is the one to sign in with from then on, the old one is told, and every other session has ended")
  func changes() async throws {
    let other = try await service.login(.zhang)
    let signedIn = try await change(token)
    #expect(signedIn.region == .shanghai)
    for ended in [token, other] { #expect(await fault { try await desk.history(ended) } == "not_logged_in") }
    #expect(try await desk.history(signedIn.token).isEmpty)
    #expect(service.gateway.messages(to: old).last == MessageText.phoneChanged)
    #expect(service.gateway.messages(to: old).last.flatMap { MessageText.code(in: $0) } == nil)
    let left = try await service.code(to: old) { try await desk.login(phone: old, code: nil) }
    #expect(await fault { try await desk.login(phone: old, code: left) } == "not_registered")
    _ = try await service.login(Resident(phone: new.text))
  }

  @Test("is what banks are asked with, and where SMS go")
  func banks() async throws {
    let token = try await change(token).token
    try await service.apply(token, .named([.abc]), Resident(phone: new.text))
    try await service.engine.drain()
    #expect(service.banks.enquiries.map(\.details.phone) == [new])
    #expect(service.gateway.messages(to: new).last == MessageText.reportReady)
  }

  @Test("is where a report is told of that was waiting for the gateway when the number changed")
  func waiting() async throws {
    try await service.apply(token)
    service.gateway.breakDown()
    await #expect(throws: MessagesUnsent.self) { try await service.engine.drain() }
    service.gateway.breakDown(false)
    _ = try await change(token)
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(service.gateway.messages(to: new).last == MessageText.reportReady)
    #expect(!service.gateway.messages(to: old).contains(MessageText.reportReady))
    #expect(try service.store.read { try $0.waitingMessageCount() } == 0)
    // To the gateway the same identifier is the same message, which went to the old number for all that is known.
    let refused = try #require(service.gateway.refused.last)
    #expect(!service.gateway.identifiers.contains(refused))
  }

  @Test("is told to the old one though the gateway was down, as long as that is nobody else's")
  func toldLater() async throws {
    let code = try await service.code(to: new) {
      try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .given)
    }
    service.gateway.breakDown()
    _ = try await desk.changePhone(token, identity: nil, to: new, code: code, face: .given)
    service.gateway.breakDown(false)
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(service.gateway.messages(to: old).last == MessageText.phoneChanged)
  }

  @Test("is given to somebody who cannot sign in any more, on a machine of their own, with all their history")
  func lockedOut() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    let query = try await desk.history(token).map(\.query)
    let signedIn = try await change(nil, try identity(), at: abroad)
    #expect(try await desk.history(signedIn.token).map(\.query) == query)
    #expect(try await desk.report(signedIn.token, query: nil, password: "482913").complete)
    #expect(await fault { try await desk.history(token) } == "not_logged_in")
  }

  @Test("needs identity and face before a code is sent, and again with it")
  func needed() async throws {
    let sent = service.gateway.sentCount
    let faceless = { try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .fail) }
    #expect(await fault(faceless) == "face_check_failed")
    service.checks.confirm(false)
    for identity in [nil, try identity()] {
      let stranger = await fault {
        try await desk.changePhone(identity == nil ? token : nil, identity: identity, to: new, code: nil, face: .given)
      }
      #expect(stranger == "not_verified")
    }
    #expect(service.gateway.sentCount == sent)
    service.checks.confirm(true)
    let code = try await service.code(to: new) {
      try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .given)
    }
    let late = await fault { try await desk.changePhone(token, identity: nil, to: new, code: code, face: .fail) }
    #expect(late == "face_check_failed")
    #expect(
      await fault { try await desk.changePhone(nil, identity: nil, to: new, code: code, face: .given) }
        == "not_logged_in")
    _ = try await service.login(.zhang)
  }

  @Test("takes a code that was sent to that very number for that very person")
  func otherCode() async throws {
    _ = try await service.register(.li)
    let code = try await service.code(to: new) {
      try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .given)
    }
    let other = await fault {
      try await desk.changePhone(nil, identity: try identity(.li), to: new, code: code, face: .given)
    }
    #expect(other == "code_wrong")
  }

  @Test("that belongs to somebody else's account is theirs no more")
  func taken() async throws {
    let li = try await service.register(.li)
    let phone = try Resident.li.phoneNumber()
    _ = try await change(token, to: phone)
    #expect(await fault { try await desk.history(li) } == "not_logged_in")
    let back = try await change(nil, try identity(.li))
    #expect(try await desk.history(back.token).isEmpty)
    // The present holder of the number goes on as before.
    _ = try await service.login(Resident(phone: phone.text))
  }

  @Test("of nobody who is registered is refused after identity, face and code")
  func nobody() async throws {
    #expect(await fault { try await change(nil, try identity(.li)) } == "not_registered")
  }

  @Test("that is the one they have changes nothing, sends nothing and ends nothing")
  func same() async throws {
    let sent = service.gateway.sentCount
    let signedIn = try await desk.changePhone(token, identity: nil, to: old, code: nil, face: .given)
    #expect(signedIn.token == token && service.gateway.sentCount == sent)
    #expect(try await desk.history(token).isEmpty)
  }

  @Test("is not given while a query runs")
  func running() async throws {
    let query = try await service.apply(token).query
    let refused = await cardholderFault {
      try await desk.changePhone(token, identity: nil, to: new, code: nil, face: .given)
    }
    #expect(refused == .queryInProgress(query: query))
    #expect(await cardholderFault { try await change(nil, try identity()) } == .queryInProgress(query: query))
  }
}

@Suite("A number that was given to somebody else")
struct RecycledNumberTests {
  private let service: TestService
  private let former: String
  private let newcomer = Resident(
    name: "李四", idNumber: Resident.li.idNumber, phone: Resident.zhang.phone, password: "730516")

  init() async throws {
    service = try TestService()
    former = try await service.reported()
  }

  @Test("does not let its new holder in on the former one's history: the face is another")
  func login() async throws {
    let phone = try newcomer.phoneNumber()
    let desk = service.desk(TestService.stranger)
    let code = try await service.code(to: phone) { try await desk.login(phone: phone, code: nil) }
    for _ in 0..<5 {
      #expect(await fault { try await desk.login(phone: phone, code: code, face: .fail) } == "face_check_failed")
    }
    #expect(await fault { try await desk.login(phone: phone, code: code) } == "code_locked")
  }

  @Test("does not let its new holder in who says who they are, either")
  func stated() async throws {
    let phone = try newcomer.phoneNumber()
    let li = StatedIdentity(name: try PersonName(newcomer.name), idNumber: try IdentityNumber(newcomer.idNumber))
    let code = try await service.code(to: phone) { try await service.desk.login(phone: phone, code: nil, identity: li) }
    let refused = await fault { try await service.desk.login(phone: phone, code: code, identity: li) }
    #expect(refused == "not_registered")
  }

  @Test("lets nobody in who states another's name, or another's number; a name may be spelled otherwise")
  func statedName() async throws {
    let desk = service.desk
    let phone = try Resident.zhang.phoneNumber()
    let stated = { (name: String, person: Resident) in
      StatedIdentity(name: try PersonName(name), idNumber: try IdentityNumber(person.idNumber))
    }
    for identity in [try stated("王五", .zhang), try stated("张三", .li)] {
      let code = try await service.code(to: phone) { try await desk.login(phone: phone, code: nil, identity: identity) }
      #expect(await fault { try await desk.login(phone: phone, code: code, identity: identity) } == "not_registered")
    }
    let spelled = try stated("张 三", .zhang)
    let code = try await service.code(to: phone) { try await desk.login(phone: phone, code: nil, identity: spelled) }
    #expect(await fault { try await desk.login(phone: phone, code: code, identity: spelled) } == nil)
  }

  @Test("goes to whoever registers with it, with a history of their own; the former holder's sessions end")
  func takeover() async throws {
    let token = try await service.register(newcomer)
    #expect(try await service.desk.history(token).isEmpty)
    #expect(await fault { try await service.desk.history(former) } == "not_logged_in")
    let again = try await service.login(newcomer)
    #expect(try await service.desk.history(again).isEmpty)
  }

  @Test("leaves the code that it was taken over with used up, as this program writes it")
  func usedCode() async throws {
    _ = try await service.register(newcomer)
    let code = try service.store.read { transaction in try (1...9).compactMap { try transaction.code($0) }.last }
    #expect(code?.state == .used)
  }

  @Test("is not taken over by somebody whose face or identity is another's")
  func refused() async throws {
    let registration = try newcomer.registration()
    let phone = registration.details.phone
    let code = try await service.code(to: phone) {
      try await service.desk.register(registration, code: nil, password: nil)
    }
    let password = try newcomer.paymentPassword()
    let faceless = await fault {
      try await service.desk.register(registration, code: code, password: password, face: .fail)
    }
    #expect(faceless == "face_check_failed")
    service.checks.confirm(false)
    #expect(
      await fault { try await service.desk.register(registration, code: code, password: password) } == "not_verified")
    #expect(try await service.desk.history(former).count == 1)
  }

  @Test("leaves its former holder everything but the number: they come back with another")
  func comesBack() async throws {
    _ = try await service.register(newcomer)
    let new = try PhoneNumber("13700137159")
    let zhang = StatedIdentity(
      name: try PersonName(Resident.zhang.name), idNumber: try IdentityNumber(Resident.zhang.idNumber))
    let told = service.gateway.messages(to: try newcomer.phoneNumber()).count
    let code = try await service.code(to: new) {
      try await service.desk.changePhone(nil, identity: zhang, to: new, code: nil, face: .given)
    }
    let signedIn = try await service.desk.changePhone(nil, identity: zhang, to: new, code: code, face: .given)
    #expect(try await service.desk.report(signedIn.token, query: nil, password: "482913").complete)
    try await service.engine.drain()
    #expect(service.gateway.messages(to: try newcomer.phoneNumber()).count == told, "the number is not theirs to tell")
    _ = try await service.login(newcomer)
  }

  @Test("does not shut the former holder's query up: they end it when they come back, with code, face and identity")
  func endsQuery() async throws {
    service.clock.advance(.days(7))
    try await service.apply(former)
    _ = try await service.register(newcomer)
    let new = try PhoneNumber("13700137159")
    let zhang = StatedIdentity(
      name: try PersonName(Resident.zhang.name), idNumber: try IdentityNumber(Resident.zhang.idNumber))
    let change = { (code: String?, face: FaceSample, ends: Bool) in
      try await service.desk.changePhone(nil, identity: zhang, to: new, code: code, face: face, endingQuery: ends)
    }
    let code = try await service.code(to: new) { try await change(nil, .given, true) }
    #expect(await fault { try await change(code, .given, false) } == "query_in_progress")
    #expect(await fault { try await change(code, .fail, true) } == "face_check_failed")
    let states = try service.store.read { try $0.queriesByState() }
    #expect(!states.contains { $0.state == .failed && $0.count > 0 })
    let signedIn = try await change(code, .given, true)
    #expect(try await service.desk.status(signedIn.token).state == .failed)
    try await service.apply(signedIn.token, .named([.abc]), Resident(phone: new.text))
  }

  @Test("gets no SMS about the former holder's query, which goes on to its report")
  func runningQuery() async throws {
    service.clock.advance(.days(7))
    try await service.apply(former)
    _ = try await service.register(newcomer)
    let told = service.gateway.messages(to: try newcomer.phoneNumber()).count
    try await service.engine.drain()
    #expect(service.gateway.messages(to: try newcomer.phoneNumber()).count == told)
    let states = try service.store.read { try $0.queriesByState() }
    #expect(states.contains { $0.state == .reported && $0.count == 2 })
  }

  @Test("gets no SMS about the former holder's report that was waiting for the gateway")
  func waitingReport() async throws {
    service.clock.advance(.days(7))
    try await service.apply(former)
    service.gateway.breakDown()
    await #expect(throws: MessagesUnsent.self) { try await service.engine.drain() }
    #expect(try service.store.read { try $0.waitingMessageCount() } == 1)
    service.gateway.breakDown(false)
    _ = try await service.register(newcomer)
    let told = service.gateway.messages(to: try newcomer.phoneNumber()).count
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(service.gateway.messages(to: try newcomer.phoneNumber()).count == told)
    #expect(try service.store.read { try $0.waitingMessageCount() } == 0)
  }

  @Test("gets no code that the former holder asked for, either")
  func waitingCode() async throws {
    service.clock.advance(.days(7))
    service.gateway.breakDown()
    #expect(await fault { try await service.desk.apply(former, .with(.named([.abc]))) } == "code_required")
    service.gateway.breakDown(false)
    _ = try await service.register(newcomer)
    let told = service.gateway.messages(to: try newcomer.phoneNumber()).count
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(service.gateway.messages(to: try newcomer.phoneNumber()).count == told)
  }

  @Test("gets no word of a former change that was waiting, once somebody has registered with it")
  func waitingNotice() async throws {
    let (old, new) = (try newcomer.phoneNumber(), try PhoneNumber("13700137159"))
    let code = try await service.code(to: new) {
      try await service.desk.changePhone(former, identity: nil, to: new, code: nil, face: .given)
    }
    service.gateway.breakDown()
    _ = try await service.desk.changePhone(former, identity: nil, to: new, code: code, face: .given)
    service.gateway.breakDown(false)
    _ = try await service.register(newcomer)
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(!service.gateway.messages(to: old).contains(MessageText.phoneChanged))
  }

  @Test("is nobody's device any more: whoever signed in with it before is a stranger to it")
  func devices() async throws {
    _ = try await service.register(newcomer, at: service.desk(TestService.stranger))
    let phone = try newcomer.phoneNumber()
    for _ in 0..<12 { _ = await fault { try await service.desk.login(phone: phone, code: nil) } }
    let desk = service.desk(TestService.stranger)
    #expect(await fault { try await desk.login(phone: phone, code: nil) } == "code_required")
  }
}

extension TestService {
  fileprivate func register(_ person: Resident, at desk: CardholderDesk) async throws -> String {
    let registration = try person.registration()
    let code = try await code(to: registration.details.phone) {
      try await desk.register(registration, code: nil, password: nil)
    }
    return try await desk.register(registration, code: code, password: person.paymentPassword()).token
  }
}
