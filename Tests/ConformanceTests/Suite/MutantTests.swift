import BankSandbox
import Conformance
import Domain
import TestAuthority
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
  }

  @Test("Over https the reference bank passes, and a mutant that asks nobody for a certificate does not")
  func mutualTLS() async throws {
    for mutant in [nil, Mutant.mutualTLS] {
      let report = try await TestAuthority.with { authority in
        let tls = try authority.files("side")
        return try await withBank(mutant, tls: tls) { await $0.conformance().run().report }
      }
      #expect(report.notPassed.map(\.identifier) == (mutant.map { [$0.rawValue] } ?? []), "\(report.notPassed)")
      #expect(report.checks.count == Conformance.Suite.checks.count)
    }
  }

  @Test(
    "A mutant fails the check it is named after and no other", arguments: Mutant.allCases.filter { $0 != .mutualTLS })
  func mutant(_ mutant: Mutant) async throws {
    let limits = mutant == .pace ? ConformanceLimits.paced : .patient
    let report = try await Turns.shared.taking {
      try await withBank(mutant) { await $0.conformance(limits).run().report }
    }
    #expect(report.notPassed.map(\.identifier) == [mutant.rawValue], "\(report.notPassed)")
  }
}

extension CertificationReport {
  /// What did not pass, with its sentences.
  var notPassed: [CheckResult] { checks.filter { $0.outcome != .passed } }
}
