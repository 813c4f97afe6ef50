import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import QueryEngine

@Suite("An SMS code")
struct CodeTests {
  private let service: TestService
  private let phone: PhoneNumber

  init() throws {
    service = try TestService()
    phone = try Resident.zhang.phoneNumber()
  }

  private func send() async throws -> String {
    try await service.code(to: phone) { try await service.desk.login(phone: phone, code: nil) }
  }

  private func problem(_ code: String) async -> CodeProblem? {
    guard case .code(let problem)? = await cardholderFault({ try await service.desk.login(phone: phone, code: code) })
    else {
      return nil
    }
    return problem
  }

  /// Six digits that are not the code.
  private func other(than code: String) -> String { code == "271828" ? "314159" : "271828" }

  @Test("that is wrong counts down, and the fifth time locks the right one, too")
  func wrong() async throws {
    _ = try await service.register()
    let code = try await send()
    for left in [4, 3, 2, 1] { #expect(await problem(other(than: code)) == .wrong(attemptsLeft: left)) }
    #expect(await problem(other(than: code)) == .locked(until: nil))
    #expect(await problem(code) == .locked(until: nil))
    let next = try await send()
    #expect(await fault { try await service.desk.login(phone: phone, code: next) } == nil)
  }

  @Test("that cannot be one counts as no attempt, however often; made right, it is taken")
  func malformed() async throws {
    _ = try await service.register()
    let code = try await send()
    for text in ["", "12345", "1234567", "12345a", "code", "12345\u{fffd}", "\u{feff}", "      "] {
      #expect(await problem(text) == .malformed, "\(text)")
    }
    #expect(await problem(other(than: code)) == .wrong(attemptsLeft: 4))
    let wide = String(String.UnicodeScalarView(code.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xfee0) }))
    #expect(await fault { try await service.desk.login(phone: phone, code: "\u{feff}" + wide + "\u{200b}") } == nil)
  }

  @Test("is good for five minutes and no longer")
  func old() async throws {
    _ = try await service.register()
    let code = try await send()
    service.clock.advance(.minutes(5))
    #expect(await problem(code) == .expired)
    let next = try await send()
    service.clock.advance(.milliseconds(Span.minutes(5).milliseconds - 1))
    #expect(await fault { try await service.desk.login(phone: phone, code: next) } == nil)
  }

  @Test("is good once")
  func reused() async throws {
    _ = try await service.register()
    let code = try await send()
    _ = try await service.desk.login(phone: phone, code: code)
    #expect(await problem(code) == .expired)
    #expect(await problem(other(than: code)) == .wrong(attemptsLeft: 0))
  }

  @Test("is replaced by the next one")
  func replaced() async throws {
    _ = try await service.register()
    let first = try await send()
    let second = try await send()
    try #require(first != second)
    #expect(await problem(first) == .expired)
    #expect(await fault { try await service.desk.login(phone: phone, code: second) } == nil)
  }

  @Test("that was never sent is wrong")
  func never() async throws {
    #expect(await problem("123456") == .wrong(attemptsLeft: 0))
  }

  @Test("is sent ten times a day and no more, and again when the first is a day old")
  func tooMany() async throws {
    let start = service.clock.now
    for _ in 0..<10 {
      _ = try await send()
      service.clock.advance(.minutes(1))
    }
    let refused = await cardholderFault { try await service.desk.login(phone: phone, code: nil) }
    #expect(refused == .code(.locked(until: start.adding(.days(1)))))
    #expect(service.gateway.sentCount == 10)
    #expect(refused?.facts == [.init("until", JSONValue(start.adding(.days(1))))])
    service.clock.set(start.adding(.days(1)))
    _ = try await send()
  }

  @Test("counts to the ten whatever it is for")
  func allPurposes() async throws {
    let token = try await service.register()
    for _ in 0..<3 { _ = try await send() }
    for _ in 0..<3 {
      #expect(await fault { try await service.desk.move(token, to: .yunnan, code: nil) } == "code_required")
    }
    for _ in 0..<3 {
      #expect(await fault { try await service.desk.apply(token, .with(.named([.abc]))) } == "code_required")
    }
    #expect(service.gateway.sentCount == 10)
    let reset = await fault { try await service.desk.resetPassword(token, new: nil, code: nil, face: .given) }
    #expect(reset == "code_locked" && service.gateway.sentCount == 10)
  }

  @Test("is not sent again before the pause between two is over")
  func pause() async throws {
    let service = try TestService { $0.codePause = .seconds(60) }
    let sending = { try await service.desk.login(phone: phone, code: nil) }
    #expect(await fault(sending) == "code_required")
    service.clock.advance(.seconds(59))
    #expect(await cardholderFault(sending) == .code(.locked(until: TestService.start.adding(.seconds(60)))))
    service.clock.advance(.seconds(1))
    #expect(await fault(sending) == "code_required")
  }

  @Test("is good for its own purpose only")
  func purpose() async throws {
    let token = try await service.register()
    let login = try await send()
    let move = await fault { try await service.desk.move(token, to: .yunnan, code: login) }
    #expect(move == "code_wrong")
    let apply = await reasons { try await service.desk.apply(token, .with(.named([.abc]), code: login)) }
    #expect(apply == ["code_wrong"])
  }

  @Test("may have spaces around it, and nothing else", arguments: [" %", "% ", "\t%", "%"])
  func spaces(form: String) async throws {
    _ = try await service.register()
    let code = try await send()
    let typed = form.replacingOccurrences(of: "%", with: code)
    #expect(await fault { try await service.desk.login(phone: phone, code: typed) } == nil)
  }

  @Test("tried by many at once lets one in, and counts every wrong one", arguments: [true, false])
  func parallel(right: Bool) async throws {
    _ = try await service.register()
    let code = try await send()
    let typed = right ? code : other(than: code)
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<12 { group.addTask { await fault { try await service.desk.login(phone: phone, code: typed) } } }
      return await group.reduce(into: [String]()) { $0.append($1 ?? "done") }
    }
    if right {
      #expect(codes.sorted() == Array(repeating: "code_expired", count: 11) + ["done"])
    } else {
      #expect(codes.sorted() == Array(repeating: "code_locked", count: 8) + Array(repeating: "code_wrong", count: 4))
    }
  }
}
