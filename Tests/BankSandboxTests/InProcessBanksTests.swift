import BankLink
import BankSandbox
import Domain
import Synchronization
import Testing

struct InProcessBanksTests {
  final class Time: Sendable {
    let milliseconds = Atomic<Int64>(1_000_000)
    let worked = Atomic<Int>(0)

    var now: Moment { Moment(milliseconds: milliseconds.load(ordering: .relaxed)) }
    func pass(_ span: Span) { milliseconds.add(span.milliseconds, ordering: .relaxed) }
  }

  private func banks(_ behaviours: [String: Behaviour] = [:], _ time: Time = Time()) throws -> InProcessBanks {
    InProcessBanks(
      sandbox: Sandbox(book: try book(behaviours)), timeout: .seconds(1), now: { time.now }, wait: { time.pass($0) },
      work: { work in
        time.worked.add(1, ordering: .relaxed)
        work()
      })
  }

  private let endpoint = BankEndpoint(bank: BankCode("abc"), url: "http://unused")

  @Test("Banks in the process answer as banks over HTTP do, their work apart")
  func answering() async throws {
    let time = Time()
    let asking = Asking()
    let replies = try await banks([:], time).ask([try asking.enquiry()], at: endpoint, batch: "b", callback: nil)
    #expect(try asking.open(replies["enquiry-1"]) == ["debit 6228 0018"])
    #expect(time.worked.load(ordering: .relaxed) == 1)
  }

  @Test(
    "Behaviours fail as they do over HTTP",
    arguments: [
      (Behaviour(fail: .unavailable), BankFailure.unavailable(status: 503, retryAfter: .seconds(2))),
      (Behaviour(fail: .timeout), .timedOut), (Behaviour(fail: .garbage), .garbage(code: "not_json")),
      (Behaviour(delay: .seconds(5)), .timedOut),
    ])
  func failing(behaviour: Behaviour, expected: BankFailure) async throws {
    let banks = try banks(["abc": behaviour])
    let found = try await failure {
      try await banks.ask([try Asking().enquiry()], at: endpoint, batch: "b", callback: nil)
    }
    #expect(found == expected)
  }

  @Test("A slow bank answers once its delay has passed, and a late one is fetched")
  func slow() async throws {
    let time = Time()
    let banks = try banks(["abc": Behaviour(delay: .milliseconds(1_500)), "boc": Behaviour(fail: .late)], time)
    let asking = Asking()
    let enquiry = try asking.enquiry()
    let first = try await failure { try await banks.ask([enquiry], at: endpoint, batch: "b", callback: nil) }
    #expect(first == .timedOut)
    let replies = try await banks.ask([enquiry], at: endpoint, batch: "b", callback: nil)
    #expect(try asking.open(replies["enquiry-1"]).count == 1)
    let boc = BankEndpoint(bank: BankCode("boc"), url: "http://unused")
    let late = Asking(bank: boc.bank)
    let accepted = try await banks.ask([try late.enquiry()], at: boc, batch: "b", callback: nil)
    #expect(accepted["enquiry-1"] == .accepted(retryAfter: .seconds(2)))
    time.pass(.seconds(2))
    let fetched = try await banks.fetch(["enquiry-1"], at: boc)
    #expect(try late.open(fetched["enquiry-1"]) == [])
  }

  @Test("What must not be sent is judged as it would be on coming in")
  func judging() async throws {
    let sandbox = Sandbox(book: try book())
    try sandbox.bank(BankCode("abc"))?.quirk = .unsealed
    let banks = InProcessBanks(sandbox: sandbox, now: { Moment(milliseconds: 0) })
    let replies = try await banks.ask([try Asking().enquiry()], at: endpoint, batch: "b", callback: nil)
    #expect(replies["enquiry-1"] == .malformed(code: "unsealed_answer"))
  }
}
