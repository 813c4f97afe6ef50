import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The payment password")
struct PasswordTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.reported()
  }

  private func open(_ password: String, _ token: String? = nil) async throws -> OpenedReport {
    try await service.desk.report(token ?? self.token, query: nil, password: password)
  }

  private func login() async throws -> String {
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.login(phone: phone, code: nil) }
    return try await service.desk.login(phone: phone, code: code).token
  }

  @Test("wrong five times locks opening for a day, the right one included")
  func locked() async throws {
    for left in [4, 3, 2, 1] {
      #expect(await cardholderFault { try await open("000000") } == .passwordWrong(attemptsLeft: left))
    }
    let until = service.clock.now.adding(.days(1))
    #expect(await cardholderFault { try await open("000000") } == .passwordLocked(until: until))
    #expect(await cardholderFault { try await open("482913") } == .passwordLocked(until: until))
    service.clock.set(until.adding(.milliseconds(-1)))
    #expect(await cardholderFault { try await open("482913") } == .passwordLocked(until: until))
    service.clock.set(until)
    #expect(await cardholderFault { try await open("000000") } == .passwordWrong(attemptsLeft: 4))
    #expect(try await open("482913").complete)
  }

  @Test("that cannot be one counts as no attempt, however often; made right, it opens")
  func malformed() async throws {
    for text in ["", "48291", "4829134", "48291a", "４８２９１３", "\u{feff}", "48291\u{fffd}"] {
      #expect(await fault { try await open(text) } == "password_wrong", "\(text)")
      #expect(await cardholderFault { try await open(text) } == nil)
    }
    #expect(await cardholderFault { try await open("000000") } == .passwordWrong(attemptsLeft: 4))
    #expect(try await open("\u{feff}482913 ").complete)
  }

  @Test("right in between starts the count afresh")
  func afresh() async throws {
    for _ in 0..<2 {
      for _ in 0..<4 { _ = await fault { try await open("000000") } }
      #expect(try await open("482913").complete)
    }
    #expect(await cardholderFault { try await open("000000") } == .passwordWrong(attemptsLeft: 4))
  }

  @Test("tried by many at once is tried five times and no more")
  func parallel() async throws {
    let codes = await withTaskGroup(of: String?.self) { group in
      for number in 0..<12 { group.addTask { await fault { try await open("00000\(number % 10)") } } }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "open") }
    }
    #expect(codes.count { $0 == "password_wrong" } <= 4)
    #expect(codes.all { $0.hasPrefix("password_") })
    #expect(await fault { try await open("482913") } == "password_locked")
  }

  @Test("right, tried by many at once in several programs, opens for all of them")
  func rightInParallel() async throws {
    let (token, others) = (token, try (0..<3).map { _ in CardholderDesk(try service.another(), requester: .new()) })
    let codes = await withTaskGroup(of: String?.self) { group in
      for number in 0..<24 {
        group.addTask { await fault { try await others[number % 3].report(token, query: nil, password: "482913") } }
      }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "open") }
    }
    #expect(codes == Array(repeating: "open", count: 24))
  }

  @Test("tried by several programs at once is tried five times and no more")
  func wrongInParallel() async throws {
    let (token, others) = (token, try (0..<3).map { _ in CardholderDesk(try service.another(), requester: .new()) })
    let codes = await withTaskGroup(of: String?.self) { group in
      for number in 0..<15 {
        group.addTask { await fault { try await others[number % 3].report(token, query: nil, password: "000000") } }
      }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "open") }
    }
    #expect(
      codes.sorted() == Array(repeating: "password_locked", count: 11) + Array(repeating: "password_wrong", count: 4))
    #expect(await fault { try await open("482913") } == "password_locked")
  }

  @Test("whose attempts were all cut off by a crash is waited for, and good again after a lease")
  func cutOff() async throws {
    try service.store.write { transaction in
      let person = try #require(try transaction.visitor(tokenHash: service.desk.tokenHash(token)))
      var attempts = PasswordAttempts()
      for id in ["a", "b", "c", "d", "e"] { _ = attempts.begin(id, at: transaction.now) }
      try transaction.setPasswordAttempts(attempts, of: person)
    }
    #expect(await fault { try await open("482913") } == "busy")
    service.clock.advance(PasswordAttempts.lease)
    #expect(await cardholderFault { try await open("000000") } == .passwordWrong(attemptsLeft: 4))
    #expect(try await open("482913").complete)
  }

  @Test("changed with the old one opens earlier reports, and the old one nothing")
  func changed() async throws {
    let other = try await login()
    try await service.desk.changePassword(token, old: "482913", new: "730516")
    #expect(try await open("730516").complete)
    #expect(await fault { try await open("482913") } == "password_wrong")
    #expect(await fault { try await service.desk.history(other) } == "not_logged_in")
  }

  @Test("changed to the same one is no change, and ends no session")
  func sameChanged() async throws {
    let other = try await login()
    #expect(try await !service.desk.changePassword(token, old: "482913", new: "482913"))
    #expect(await fault { try await service.desk.history(other) } == nil)
    #expect(
      await fault { try await service.desk.changePassword(token, old: "000000", new: "482913") } == "password_wrong")
  }

  @Test("changed while a query runs opens its report")
  func changedMeanwhile() async throws {
    service.clock.advance(.days(7))
    try await service.apply(token)
    try await service.desk.changePassword(token, old: "482913", new: "730516")
    try await service.engine.drain()
    #expect(try await open("730516").complete)
  }

  @Test("is not changed with a wrong old one, which counts")
  func wrongOld() async throws {
    let changed = await cardholderFault { try await service.desk.changePassword(token, old: "000000", new: "730516") }
    #expect(changed == .passwordWrong(attemptsLeft: 4))
    #expect(try await open("482913").complete)
  }

  @Test("is not changed to a weak one", arguments: ["123456", "491231", "12345", "138264", ""])
  func weak(password: String) async throws {
    #expect(
      await fault { try await service.desk.changePassword(token, old: "482913", new: password) } == "weak_password")
    let reset = await fault {
      try await service.desk.resetPassword(token, new: password, code: nil, face: .given)
    }
    #expect(reset == "weak_password")
    #expect(try await open("482913").complete)
  }

  @Test("reset after face and code is for new reports; those made before stay closed")
  func reset() async throws {
    let other = try await login()
    let code = try await resetCode()
    let without = await fault {
      try await service.desk.resetPassword(token, new: nil, code: code, face: .given, closingReport: true)
    }
    #expect(without == "usage")
    try await service.desk.resetPassword(token, new: "730516", code: code, face: .given, closingReport: true)
    #expect(await fault { try await open("730516") } == "report_closed")
    #expect(await fault { try await open("482913") } == "password_wrong")
    #expect(await fault { try await service.desk.history(other) } == "not_logged_in")
    service.clock.advance(.days(7))
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await open("730516").complete)
  }

  /// The code for a reset, of a person who agrees to lose the report.
  private func resetCode(endingQuery: Bool = false, closingReport: Bool = true) async throws -> String {
    try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.resetPassword(
        token, new: nil, code: nil, face: .given, endingQuery: endingQuery, closingReport: closingReport)
    }
  }

  @Test("reset to the one they have is no change: reports stay open, and so do sessions and what was locked is not")
  func sameReset() async throws {
    let other = try await login()
    for _ in 0..<5 { _ = await fault { try await open("000000") } }
    let code = try await resetCode()
    #expect(
      try await !service.desk.resetPassword(token, new: "482913", code: code, face: .given, closingReport: true))
    #expect(try await open("482913").complete)
    #expect(await fault { try await service.desk.history(other) } == nil)
    let again = await fault {
      try await service.desk.resetPassword(token, new: "482913", code: code, face: .given, closingReport: true)
    }
    #expect(again == "code_expired")
  }

  @Test("is not reset while a query runs unless the person says that it may end, and no code is sent")
  func resetMeanwhile() async throws {
    service.clock.advance(.days(7))
    let query = try await service.apply(token).query
    let tries = service.gateway.tries
    let refused = await cardholderFault {
      try await service.desk.resetPassword(token, new: nil, code: nil, face: .given)
    }
    #expect(refused == .queryWouldEnd(query: query) && refused?.code == "query_in_progress")
    #expect(service.gateway.tries == tries)
  }

  @Test("reset ends the query that runs, which starts no waiting time")
  func resetEnds() async throws {
    service.clock.advance(.days(7))
    let query = try await service.apply(token).query
    let code = try await resetCode(endingQuery: true)
    #expect(
      try await service.desk.resetPassword(
        token, new: "730516", code: code, face: .given, endingQuery: true, closingReport: true))
    let ended = try await service.desk.status(token)
    #expect(ended.query == query && ended.state == .failed)
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await open("730516").complete)
  }

  @Test("is not reset where a query began after its code was sent: the code stays good until the person has said so")
  func resetRace() async throws {
    service.clock.advance(.days(7))
    let code = try await resetCode()
    try await service.apply(token)
    let late = await fault {
      try await service.desk.resetPassword(token, new: "730516", code: code, face: .given, closingReport: true)
    }
    #expect(late == "query_in_progress")
    #expect(
      try await service.desk.resetPassword(
        token, new: "730516", code: code, face: .given, endingQuery: true, closingReport: true))
  }

  @Test("is not reset without the face, and no code is sent")
  func resetWithoutFace() async throws {
    let tries = service.gateway.tries
    let reset = await fault {
      try await service.desk.resetPassword(token, new: "730516", code: nil, face: .fail, closingReport: true)
    }
    #expect(reset == "face_check_failed" && service.gateway.tries == tries)
  }

  @Test("reset opens a locked person's way again")
  func resetLocked() async throws {
    for _ in 0..<5 { _ = await fault { try await open("000000") } }
    let code = try await resetCode()
    try await service.desk.resetPassword(token, new: "730516", code: code, face: .given, closingReport: true)
    #expect(await fault { try await open("730516") } == "report_closed")
  }

  @Test("that could not be tried because too many were waiting does not count")
  func busy() async throws {
    let held = HeldPasswordQueue(longestQueue: 0)
    let service = try TestService(passwords: held.queue)
    let token = try await service.reported()
    try await held.whileHeld {
      for _ in 0..<6 {
        #expect(await fault { try await service.desk.report(token, query: nil, password: "482913") } == "busy")
      }
    }
    let wrong = await cardholderFault { try await service.desk.report(token, query: nil, password: "000000") }
    #expect(wrong == .passwordWrong(attemptsLeft: 4))
    #expect(try await service.desk.report(token, query: nil, password: "482913").complete)
  }
}
