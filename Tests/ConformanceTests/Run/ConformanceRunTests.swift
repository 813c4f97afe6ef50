import BankLink
import BankSandbox
import Conformance
import Domain
import Foundation
import Sealing
import Synchronization
import TestFixtures
import Testing

@Suite("A run of the suite")
struct ConformanceRunTests {
  @Test("tells of every check once, numbered, and reports in the suite's order")
  func progress() async throws {
    let told = Mutex<[ConformanceRun.Progress]>([])
    let report = try await withBank { bank in
      await bank.conformance(only: ["masking", "errors.utf8"]).run { progress in told.withLock { $0.append(progress) } }
        .report
    }
    let wanted = Conformance.Suite.checks.map(\.identifier).filter { $0.hasPrefix("masking.") || $0 == "errors.utf8" }
    #expect(report.checks.map(\.identifier) == wanted)
    #expect(told.withLock { $0.map(\.number) } == Array(1...wanted.count))
    #expect(told.withLock { $0.map(\.count) }.all { $0 == wanted.count })
    #expect(Set(told.withLock { $0.map(\.result.identifier) }) == Set(wanted))
  }

  @Test("names the keys that it met")
  func keys() async throws {
    let (report, keys) = try await withBank { bank in
      (
        await bank.conformance(only: ["transport.keys"]).run().report,
        try bank.sandbox.bank(BankCode("abc"))?.keys
      )
    }
    let expected = [keys?.sealing.publicKey.rawRepresentation, keys?.signing.publicKey.rawRepresentation]
    #expect(report.keys == expected.compactMap(\.self).map(keyIdentifier))
  }

  @Test("passes a bank that answers late")
  func late() async throws {
    let behaviour = Behaviour(delay: .milliseconds(200), fail: .late)
    let book = Book(cardholders: [], behaviours: [BankCode("abc"): behaviour])
    let report = try await withBank(book: book) { await $0.conformance().run().report }
    #expect(report.notPassed == [])
    // The callbacks of the bank are taken, one of them only the second time.
    #expect(!report.notMade.contains { $0.hasPrefix("callbacks.") })
  }

  @Test("fails every check at once where nobody listens")
  func unreachable() async {
    let run = ConformanceRun(
      BankEndpoint(bank: BankCode("abc"), url: "http://127.0.0.1:1/abc"), network: SigningKey(), introduces: true,
      isSandbox: true, now: systemTime)
    let told = Mutex(0)
    let outcome = await run.run { _ in told.withLock { $0 += 1 } }
    #expect(outcome.unreachable != nil && told.withLock { $0 } == 0)
    #expect(outcome.report.checks.count == Conformance.Suite.checks.count)
    #expect(outcome.report.checks.all { $0.outcome.name == "failed" })
    #expect(outcome.report.verdict == .fail)
  }

  @Test(
    "makes no check of a bank that shows other keys than those registered, and says which", arguments: [true, false])
  func otherKeys(isSealing: Bool) async throws {
    let told = Mutex(0)
    let other = SigningKey()
    let sealing = SealingPublicKey(rawRepresentation: Data(repeating: 9, count: 32))
    let (outcome, keys) = try await withBank { bank in
      let endpoint = BankEndpoint(
        bank: BankCode("abc"), url: bank.url, publicKey: isSealing ? sealing : nil,
        signingKeys: isSealing ? [] : [other.publicKey])
      let run = ConformanceRun(
        endpoint, network: bank.network, introduces: true, isSandbox: true, limits: .patient, now: systemTime)
      return (
        await run.run { _ in told.withLock { $0 += 1 } }, try bank.sandbox.bank(BankCode("abc"))?.keys
      )
    }
    let shown = [keys?.sealing.publicKey.rawRepresentation, keys?.signing.publicKey.rawRepresentation]
    #expect(outcome.otherKeys == shown.compactMap(\.self).map(keyIdentifier))
    #expect(outcome.unreachable == nil && told.withLock { $0 } == 0 && outcome.report.verdict == .fail)
  }

  @Test("checks a bank that shows the keys registered")
  func registeredKeys() async throws {
    let outcome = try await withBank { bank in
      let keys = try bank.sandbox.bank(BankCode("abc"))?.keys
      let endpoint = BankEndpoint(
        bank: BankCode("abc"), url: bank.url, publicKey: keys?.sealing.sealingKey,
        signingKeys: [SigningKey().publicKey] + [keys?.signing.publicKey].compactMap(\.self))
      return await ConformanceRun(
        endpoint, network: bank.network, introduces: true, isSandbox: true, limits: .patient,
        only: ["transport.keys"], now: systemTime
      ).run()
    }
    #expect(outcome.otherKeys == nil && outcome.report.notPassed == [])
  }

  @Test("gives up on a bank that takes requests and never responds")
  func silent() async throws {
    let book = Book(cardholders: [], behaviours: [BankCode("abc"): Behaviour(fail: .timeout)])
    var limits = ConformanceLimits()
    // Enough time to read the keys even on a busy machine.
    limits.exchange = .seconds(3)
    limits.check = .seconds(60)
    let report = try await withBank(book: book) { [limits] in await $0.conformance(limits).run().report }
    let skipped = report.checks.count { $0.outcome.why?.en.hasPrefix("not tried") == true }
    #expect(skipped > report.checks.count / 2)
    #expect(report.verdict == .fail)
  }

  @Test("introduces itself to a bank that has no network yet, and to no other", arguments: [true, false])
  func introduction(isOpen: Bool) async throws {
    let report = try await withBank { bank in
      let network = isOpen ? bank.network : SigningKey()
      return await ConformanceRun(
        BankEndpoint(bank: BankCode("abc"), url: bank.url), network: network, introduces: true, isSandbox: true,
        limits: .patient, only: ["transport.content_type"], now: systemTime
      ).run().report
    }
    #expect(report.notPassed.isEmpty == isOpen)
  }

  @Test("refuses plain http to a real bank")
  func plainHTTP() async {
    let run = ConformanceRun(
      BankEndpoint(bank: BankCode("abc"), url: "http://127.0.0.1:1/abc"), network: SigningKey(), introduces: false,
      isSandbox: false, now: systemTime)
    #expect(await run.run().unreachable?.en.contains("https_required") == true)
  }
}
