import BankSandbox
import Conformance
import Domain
import Foundation
import Sealing
import TestAuthority
import TestFixtures
import Testing

@Suite("The suite sees what it says it sees")
struct MutantTests {
  @Test("Each check has one mutant, and each mutant one check")
  func oneToOne() {
    #expect(Conformance.Suite.checks.map(\.identifier).sorted() == Mutant.allCases.map(\.rawValue).sorted())
  }

  @Test("There are at least 40 checks, in all groups, none twice")
  func extent() {
    #expect(Conformance.Suite.checks.count >= 40)
    #expect(Set(Conformance.Suite.checks.map(\.group)) == Set(CheckGroup.allCases))
    #expect(Set(Conformance.Suite.checks.map(\.identifier)).count == Suite.checks.count)
  }

  @Test("The reference bank passes every check")
  func reference() async throws {
    let report = try await withBank { await $0.conformance().run().report }
    #expect(report.notPassed == [])
    #expect(report.verdict == .pass)
    #expect(report.environment == .test)
    #expect(report.limitsHit == [] && report.notes == [])
    // The checks that need https, a late answer or an earlier run.
    #expect(
      report.notMade == [
        "transport.mutual_tls", "transport.foreign_certificate", "idempotency.restart", "callbacks.signed",
        "callbacks.answer", "callbacks.repeated", "callbacks.signed_reply", "callbacks.readable",
        "callbacks.nothing_beside",
      ])
  }

  private static let overTLS: [Mutant] = [.mutualTLS, .foreignCertificate]
  private static let overRestarts: [Mutant] = [.restart]
  private static let overTime: [Mutant] = [.replayedLater, .remembered]
  private static let late: [Mutant] = [
    .callbackSigned, .callbackAnswer, .callbackRepeated, .callbackSignedReply, .callbackReadable, .callbackBeside,
  ]

  /// The mutants for whose missing callbacks the run waits.
  private static let waiting: [Mutant] = [.callbackRepeated, .callbackSignedReply]

  @Test("Over https the reference bank passes, and a mutant that takes any certificate, or none, does not")
  func mutualTLS() async throws {
    for mutant in [nil] + Self.overTLS {
      let report = try await TestAuthority.with { authority in
        let tls = try authority.files("side")
        let only = mutant == nil ? nil : ["transport", "load.parallel"]
        return try await withBank(mutant, tls: tls) { await $0.conformance(only: only).run().report }
      }
      #expect(report.notPassed.map(\.identifier) == (mutant.map { [$0.rawValue] } ?? []), "\(report.notPassed)")
      #expect(mutant != nil || report.checks.count == Conformance.Suite.checks.count)
    }
  }

  @Test(
    "After a restart the reference bank passes, and a mutant that forgets does not", arguments: [nil] + overRestarts)
  func restart(_ mutant: Mutant?) async throws {
    let own = try TemporaryFolder()
    defer { withExtendedLifetime(own) {} }
    let folder = own.path
    let (network, keys) = (SigningKey(), BankKeys.directory(folder))
    let first = try await withBank(mutant, network: network, keys: keys, records: folder) { bank in
      (bank, await bank.conformance(only: ["idempotency.restart"]).run().report)
    }
    #expect(first.1.notMade == ["idempotency.restart"] && first.1.verdict == .fail)
    let recall = try #require(first.1.recall.flatMap(EnquiryRecall.init(json:)))
    let port = try #require(URL(string: first.0.url)?.port)
    let second = try await withBank(mutant, network: network, port: port, keys: keys, records: folder) { bank in
      var run = bank.conformance(only: mutant == nil ? nil : ["idempotency", "consent"])
      run.recall = recall
      return await run.run().report
    }
    #expect(second.notPassed.map(\.identifier) == (mutant.map { [$0.rawValue] } ?? []), "\(second.notPassed)")
    #expect(!second.notMade.contains("idempotency.restart"))
  }

  @Test("After a while the reference bank passes, and a mutant that forgets does not", arguments: overTime)
  func time(_ mutant: Mutant) async throws {
    let only = Self.overTime.map(\.rawValue)
    for bank in [nil, mutant] {
      let report = try await withBank(bank) { await $0.conformance(.mindful, only: only).run().report }
      #expect(report.notPassed.map(\.identifier) == (bank.map { [$0.rawValue] } ?? []), "\(report.notPassed)")
      #expect(report.notMade == [])
    }
  }

  @Test("What is told to have been asked long ago, or elsewhere, is not asked again")
  func staleRecall() async throws {
    let report = try await withBank { bank in
      let made = try #require(await bank.conformance(only: ["idempotency.restart"]).run().report.recall)
      var run = bank.conformance(only: ["idempotency.restart", "transport.keys"])
      run.recall = EnquiryRecall(json: made.setting("askedAt", "2022-06-29T09:00:00+08:00"))
      return await run.run().report
    }
    #expect(report.notMade == ["idempotency.restart"] && report.verdict == .pass)
  }

  /// The checks beside the mutant's own, and those of one other group, the next one for each mutant: all checks for all
  /// mutants would take as long as all other tests together.
  private static func groups(of mutant: Mutant) -> [String] {
    let groups = CheckGroup.allCases.map(\.rawValue)
    let place = Mutant.allCases.firstIndex(of: mutant) ?? 0
    return [String(mutant.rawValue.prefix { $0 != "." }), groups[place % groups.count]]
  }

  @Test(
    "A mutant fails the check it is named after and no other",
    arguments: Mutant.allCases.filter { !(overTLS + overRestarts + overTime).contains($0) })
  func mutant(_ mutant: Mutant) async throws {
    let limits = mutant == .pace ? ConformanceLimits.paced : Self.waiting.contains(mutant) ? .brisk : .patient
    let behaviour = Behaviour(delay: .milliseconds(200), fail: .late)
    let book = Book(
      cardholders: [], behaviours: Self.late.contains(mutant) ? [BankCode("abc"): behaviour] : [:])
    let report = try await Turns.shared.taking {
      try await withBank(mutant, book: book) {
        await $0.conformance(limits, only: Self.groups(of: mutant)).run().report
      }
    }
    #expect(report.notPassed.map(\.identifier) == [mutant.rawValue], "\(report.notPassed)")
  }
}

extension CertificationReport {
  /// The checks that did not pass, with their sentences.
  var notPassed: [CheckResult] { checks.filter { $0.outcome != .passed && $0.outcome.name != "not_made" } }
  /// The identifiers of the checks that could not be made.
  var notMade: [String] { checks.filter { $0.outcome.name == "not_made" }.map(\.identifier) }
}
