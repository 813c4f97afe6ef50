import BankLink
import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Collecting answers")
struct CollectingTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func states() async throws -> [EnquiryState] { try await service.desk.status(token).banks.map(\.state) }
  private func codes() async throws -> [String?] { try await service.desk.status(token).banks.map(\.code) }

  @Test("ends in the published report: 9 cards at 5 banks, 6 debit and 3 credit")
  func published() async throws {
    try await service.apply(token, .all)
    try await service.engine.drain()
    let report = try await service.desk.report(token, query: nil, password: "482913")
    #expect(report.complete && report.cards.count == 9)
    #expect(
      report.summary.map { "\($0.bank) \($0.debit ?? -1) \($0.credit ?? -1)" } == [
        "abc 4 0", "boc 1 0", "ccb 1 1", "cmb 0 1", "cgb 0 1",
      ])
    #expect(report.cards.filter { $0.bank == .abc }.map(\.first4) == ["6228", "6228", "6228", "6230"])
    #expect(report.generatedAt == service.clock.now)
    #expect(report.expiresAt == service.clock.now.day.adding(8).start)
    #expect(service.gateway.messages(to: try Resident.zhang.phoneNumber()).last == MessageText.reportReady)
  }

  @Test("tells a bank who is asked about, and nothing of the other banks")
  func enquiries() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    let enquiries = service.banks.enquiries
    #expect(enquiries.map(\.consent.bank).sorted() == [.abc, .boc])
    #expect(enquiries.all { $0.details.name.text == "张三" && $0.details.idNumber.text == "11010519491231002X" })
    #expect(Set(enquiries.map(\.consent.person)).count == 2)
    #expect(Set(enquiries.map(\.consent.identifier) + enquiries.map(\.identifier)).count == 4)
    #expect(Set(enquiries.map(\.consent.publicKey)).count == 1)
    #expect(enquiries.all { $0.consent.expiresAt == service.clock.now.adding(.hours(24)) })
  }

  @Test("answers zero for a person whom the bank does not know")
  func unknownPerson() async throws {
    let other = try await service.register(.li)
    try await service.apply(other, .named([.abc]), .li)
    try await service.engine.drain()
    let report = try await service.desk.report(other, query: nil, password: Resident.li.password)
    #expect(report.summary == [.init(bank: .abc, outcome: .answered, debit: 0, credit: 0)])
    #expect(report.complete && report.cards.isEmpty)
  }

  @Test("shows how far it has come")
  func progress() async throws {
    service.banks.set(.boc, .accepts(retryAfter: .seconds(60)))
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .collecting)
    #expect(try await states() == [.answered, .acknowledged])
    service.banks.set(.boc, .answers)
    service.clock.advance(.seconds(59))
    try await service.engine.drain()
    #expect(service.banks.requests(.fetch, .boc).isEmpty)
    service.clock.advance(.seconds(1))
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .reported)
    #expect(service.banks.requests(.fetch, .boc).count == 1)
  }

  private static let endings: [(ScriptedBanks.Conduct, EnquiryState, String)] = [
    (.replies(.declined(.unspecified)), .declined, "unspecified"),
    (.replies(.malformed(code: "bad_shape")), .failed, "bad_shape"),
    (.replies(.malformed(code: "unsealed_answer")), .failed, "unsealed_answer"),
    (.replies(.malformed(code: "answer_too_large")), .failed, "answer_too_large"),
    (.fails(.garbage(code: "not_json")), .failed, "not_json"),
    (.fails(.refused(status: 403, code: nil)), .failed, "bank_refused"),
  ]

  @Test("ends at once where trying again is no use, and the report says so with no count", arguments: endings)
  func ending(conduct: ScriptedBanks.Conduct, state: EnquiryState, code: String) async throws {
    service.banks.set(.boc, conduct)
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await states() == [.answered, state])
    #expect(try await codes() == [nil, code])
    let report = try await service.desk.report(token, query: nil, password: "482913")
    #expect(!report.complete && report.cards.count == 4)
    #expect(report.summary[1] == .init(bank: .boc, outcome: state, debit: nil, credit: nil))
    #expect(service.banks.requests(.ask, .boc).count == 1)
  }

  private static let passing: [(ScriptedBanks.Conduct, String)] = [
    (.fails(.timedOut), "bank_timed_out"), (.fails(.unreachable), "bank_unreachable"),
    (.fails(.throttled(retryAfter: nil)), "bank_throttled"),
    (.fails(.unavailable(status: 503, retryAfter: nil)), "bank_unavailable"),
    (.makes { _, _ in BankReplies(items: []) }, "no_reply"),
  ]

  @Test("tries again after time-outs, 429, 5xx and silence, under the same identifiers", arguments: passing)
  func retries(conduct: ScriptedBanks.Conduct, code: String) async throws {
    service.banks.set(.boc, conduct, conduct, .answers)
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await states() == [.answered, .sent])
    #expect(try await codes() == [nil, code])
    try await service.work(until: service.clock.now.adding(.seconds(20)), by: .seconds(1))
    #expect(try await service.desk.status(token).state == .reported)
    let requests = service.banks.requests(.ask, .boc)
    #expect(requests.count == 3 && Set(requests.map(\.enquiries)).count == 1)
  }

  @Test("comes again no earlier than a bank's Retry-After")
  func retryAfter() async throws {
    service.banks.set(.boc, .fails(.throttled(retryAfter: .minutes(10))), .answers)
    try await service.apply(token)
    try await service.engine.drain()
    try await service.work(until: TestService.start.adding(.milliseconds(599_999)), by: .seconds(60))
    #expect(service.banks.requests(.ask, .boc).count == 1)
    try await service.work(until: TestService.start.adding(.minutes(10)), by: .seconds(60))
    #expect(try await service.desk.status(token).state == .reported)
  }

  @Test("waits for an endpoint where there is none yet")
  func noEndpoint() async throws {
    try service.commit(.connect([BankCode("hxb")], .everywhere))
    try await service.apply(token, .named([BankCode("hxb"), .abc]))
    try await service.engine.drain()
    #expect(try await codes() == ["no_endpoint", nil])
    try service.store.write { try $0.setEndpoint("http://127.0.0.1:9/hxb", of: BankCode("hxb")) }
    try await service.work(until: service.clock.now.adding(.seconds(10)), by: .seconds(1))
    #expect(try await service.desk.status(token).state == .reported)
  }

  @Test("asks again where a bank has forgotten what it had accepted")
  func forgotten() async throws {
    service.banks.set(.boc, .accepts(retryAfter: .seconds(1)), .replies(.declined(.unknownEnquiry)), .answers)
    try await service.apply(token)
    try await service.engine.drain()
    try await service.work(until: service.clock.now.adding(.seconds(10)), by: .seconds(1))
    #expect(try await service.desk.status(token).state == .reported)
    #expect(service.banks.requests(.ask, .boc).count == 2 && service.banks.requests(.fetch, .boc).count == 1)
  }

  @Test("asks for many people in one request, as many as a batch holds")
  func batch() async throws {
    let service = try TestService { $0.batchSize = 1 }
    let (zhang, li) = (try await service.register(), try await service.register(.li))
    try await service.apply(zhang, .named([.abc]))
    try await service.apply(li, .named([.abc]), .li)
    try await service.engine.drain()
    #expect(service.banks.requests(.ask, .abc).map(\.enquiries.count) == [1, 1])
    let second = try await self.service.register(.li)
    try await self.service.apply(token, .named([.abc]))
    try await self.service.apply(second, .named([.abc]), .li)
    try await self.service.engine.drain()
    #expect(self.service.banks.requests(.ask, .abc).map(\.enquiries.count) == [2])
  }

  @Test("ends the one enquiry that a bank's refusal is about, and asks the others of the batch again")
  func culprit() async throws {
    let other = try await service.register(.li)
    try await service.apply(token, .named([.abc]))
    try await service.apply(other, .named([.abc]), .li)
    let first = try #require(try service.identifiers(of: 1).first)
    service.banks.set(.abc, .fails(.refused(status: 409, code: "conflict", enquiry: first)), .answers)
    try await service.engine.drain()
    try await service.work(until: service.clock.now.adding(.seconds(10)), by: .seconds(1))
    #expect(try await service.desk.status(token).banks.map(\.code) == ["bank_refused"])
    #expect(try await service.desk.status(other).state == .reported)
  }

  private static let unclear: [BankFailure] = [
    .refused(status: 400, code: nil), .refused(status: 413, code: nil),
    .refused(status: 400, code: "consent_forged", enquiry: "E-of-nobody-here"),
  ]

  @Test(
    "ends nobody's enquiry for somebody else's: a batch that is refused without a word is asked one by one",
    arguments: unclear)
  func refusedTogether(failure: BankFailure) async throws {
    let other = try await service.register(.li)
    try await service.apply(token, .named([.abc]))
    try await service.apply(other, .named([.abc]), .li)
    let first = try #require(try service.identifiers(of: 1).first)
    let banks = service.banks
    banks.meanwhile.withLock { meanwhile in
      meanwhile = { banks.set(.abc, $0.enquiries.contains(first) ? .fails(failure) : .answers) }
    }
    try await service.engine.drain()
    #expect(try await service.desk.status(token).banks.map(\.code) == ["bank_refused_together"])
    try await service.work(until: service.clock.now.adding(.seconds(20)), by: .seconds(1))
    #expect(try await service.desk.status(token).banks.map(\.code) == ["bank_refused"])
    #expect(try await service.desk.status(other).state == .reported)
    #expect(banks.requests(.ask, .abc).map(\.enquiries.count).sorted() == [1, 1, 2])
  }

  @Test("ends a whole batch at once that is refused with a reason that names nobody")
  func refusedAsWhole() async throws {
    let other = try await service.register(.li)
    try await service.apply(token, .named([.abc]))
    try await service.apply(other, .named([.abc]), .li)
    service.banks.set(.abc, .fails(.refused(status: 400, code: "unsupported_protocol")))
    try await service.engine.drain()
    for person in [token, other] {
      #expect(try await service.desk.status(person).banks.map(\.code) == ["bank_refused"])
    }
    #expect(service.banks.requests(.ask, .abc).count == 1)
  }

  @Test("serves until it is told to stop, and comes to an end then")
  func run() async throws {
    let service = try TestService { $0.poll = .milliseconds(1) }
    let token = try await service.register()
    try await service.apply(token)
    try await service.engine.run {
      try service.store.read { try $0.query(number: 1)?.state == .reported && $0.waitingMessageCount() == 0 }
    }
    #expect(service.gateway.messages(to: try Resident.zhang.phoneNumber()).last == MessageText.reportReady)
  }

  @Test("ends the one enquiry that a bank's refusal names, and asks the others again without it")
  func namedInRefusal() async throws {
    let other = try await service.register(.li)
    try await service.apply(token, .named([.abc]))
    try await service.apply(other, .named([.abc]), .li)
    let banks = service.banks
    banks.meanwhile.withLock { meanwhile in
      meanwhile = { request in
        let refusal = BankFailure.refused(status: 400, code: "consent_forged", enquiry: request.enquiries[0])
        banks.set(.abc, request.enquiries.count == 2 ? .fails(refusal) : .answers)
      }
    }
    try await service.engine.drain()
    service.clock.advance(.minutes(5))
    try await service.engine.drain()
    let states = [try await states(), try await service.desk.status(other).banks.map(\.state)]
    #expect(Set(states) == [[.failed], [.answered]])
    #expect(banks.requests(.ask, .abc).map(\.enquiries.count) == [2, 1])
  }
}
