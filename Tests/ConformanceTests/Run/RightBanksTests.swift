import BankLink
import BankSandbox
import Conformance
import Domain
import Foundation
import Sealing
import TestAuthority
import TestFixtures
import Testing

@Suite("A bank that is right in its own way passes")
struct RightBanksTests {
  @Test(
    """
    with problem details for errors, with signatures in another order, when every tenth request comes at a bad time, or \
    with half of a batch at a time
    """, arguments: PermittedVariant.allCases.filter { $0 != .gateway })
  func variants(_ variant: PermittedVariant) async throws {
    let report = try await Turns.shared.taking {
      try await withBank(variant: variant) { await $0.conformance().run().report }
    }
    #expect(report.notPassed == [])
    #expect(report.verdict == .pass)
  }

  @Test("behind a gateway that ends TLS and turns away, with a response, whoever shows no certificate")
  func gateway() async throws {
    let report = try await TestAuthority.with { authority in
      try await withBank(tls: try authority.files("side"), variant: .gateway) {
        await $0.conformance(only: ["transport"]).run().report
      }
    }
    #expect(report.notPassed == [] && report.notMade == [])
  }

  @Test("when it answers seconds after it accepted, and is not asked before", arguments: [nil, 1])
  func late(answerSeconds: Int?) async throws {
    let behaviour = Behaviour(delay: .seconds(3), fail: .late)
    let book = Book(cardholders: [], behaviours: [BankCode("abc"): behaviour])
    let limits = ConformanceLimits(answerSeconds.map { CertificationLimits(answerSeconds: $0) } ?? .init())
    let report = try await withBank(book: book) {
      await $0.conformance(limits, only: ["masking", "late.fetched"]).run().report
    }
    guard answerSeconds != nil else {
      #expect(report.verdict == .pass, "\(report.notPassed)")
      return
    }
    #expect(report.verdict == .fail)
    #expect(report.limitsHit == [.answer])
    #expect(report.notPassed.all { $0.outcome.why?.en.contains("not answered within 1 s") == true })
  }

  @Test("when each exchange takes two seconds")
  func unhurried() async throws {
    let book = Book(cardholders: [], behaviours: [BankCode("abc"): Behaviour(delay: .seconds(2))])
    var limits = ConformanceLimits()
    // A busy machine takes more than the ten and five seconds that are usual.
    limits.exchange = .seconds(60)
    limits.pace = .seconds(60)
    let report = try await withBank(book: book) { [limits] in
      await $0.conformance(
        limits, only: ["idempotency.batch_again", "batches.complete", "load.pace", "signatures.skew"]
      ).run().report
    }
    #expect(report.verdict == .pass, "\(report.notPassed)")
  }

  @Test("from a machine whose clock is minutes off, and the report says so", arguments: [-150, 150])
  func clocks(offset: Int) async throws {
    let report = try await withBank { bank in
      await ConformanceRun(
        BankEndpoint(bank: BankCode("abc"), url: bank.url), network: bank.network, introduces: false, isSandbox: true,
        limits: .patient, only: ["signatures", "transport.keys"], now: systemTime,
        seconds: { machineSeconds() + offset }
      ).run().report
    }
    #expect(report.notPassed == [])
    let note = try #require(report.notes.first)
    #expect(note.en.contains(offset < 0 ? "s behind the bank's" : "s ahead of the bank's"))
  }

  @Test("without a test environment, as far as sandboxes go, and a real network insists on one")
  func noTestEnvironment() async throws {
    let report = try await withBank { bank in
      // Nothing is served below this path.
      await ConformanceRun(
        BankEndpoint(bank: BankCode("abc"), url: bank.url + "/test"), network: bank.network, introduces: false,
        isSandbox: true, limits: .patient, only: ["exclusions"], now: systemTime
      ).run().report
    }
    #expect(report.environment == .endpoint)
    #expect(report.notPassed == [] && report.notMade == ["exclusions.test_people"])
  }
}
