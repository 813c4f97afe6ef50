import TestFixtures
import Testing

@testable import Domain

@Suite("A guardrail of a commit that waits")
struct GuardrailFindingTests {

  private func health(asked: Int, prompt: Int = 0, timeouts: Int = 0, failures: Int = 0) -> BankHealth {
    BankHealth([
      (.asked, asked), (.answered(after: .seconds(1)), prompt), (.timedOut, timeouts),
      (.failed(code: "bank_timed_out"), failures),
    ])
  }

  /// Counts of 10,000 enquiries, one answer, time-out or failure on either side of the line.
  private static let borders: [(guardrail: HealthGuardrail, count: Int, isHeld: Bool)] = [
    (.answered, 9_500, true), (.answered, 9_499, false), (.timeouts, 500, true), (.timeouts, 501, false),
    (.failures, 1_000, true), (.failures, 1_001, false),
  ]

  @Test("holds at its line, and not one enquiry beyond it", arguments: borders)
  func border(guardrail: HealthGuardrail, count: Int, isHeld: Bool) {
    let health =
      switch guardrail {
      case .answered: health(asked: 10_000, prompt: count)
      case .timeouts: health(asked: 10_000, timeouts: count)
      case .failures: health(asked: 10_000, failures: count)
      }
    let finding = guardrail.finding(of: .icbc, health, under: Rollout())
    #expect((finding == nil) == isHeld, "\(String(describing: finding?.message.en))")
  }

  @Test("takes the line of the policy for answers, where there is one", arguments: [(80, true), (79, false)])
  func policy(prompt: Int, isHeld: Bool) {
    var rollout = Rollout()
    rollout.set(policy: Policy.guardrail.name, to: "80")
    let finding = HealthGuardrail.answered.finding(of: nil, health(asked: 100, prompt: prompt), under: rollout)
    #expect((finding == nil) == isHeld)
    #expect(HealthGuardrail.timeouts.finding(of: nil, health(asked: 100, timeouts: 6), under: rollout) != nil)
  }

  private func verdict(_ banks: [(String, BankHealth)], connected: [String] = [], atLeast: Int = BankHealth.fewest)
    -> GuardrailVerdict
  {
    GuardrailEvidence(banks.map { (BankCode($0.0), $0.1) }).verdict(
      of: [.answered], needing: Evidence(atLeast: atLeast), connected: connected.map { BankCode($0) }, under: Rollout())
  }

  @Test("judges a bank where enough were asked of it to tell, though all together held", arguments: [20, 19])
  func fewest(asked: Int) {
    let verdict = verdict([("abc", health(asked: 1_000, prompt: 1_000)), ("icbc", health(asked: asked))])
    let total = GuardrailVerdict.broken([
      GuardrailFinding(
        guardrail: .answered, bank: .icbc, share: .none, line: Share(hundredths: 9_500) ?? .none)
    ])
    #expect(verdict == (asked == 20 ? total : .held))
  }

  @Test("is not held by fewer enquiries than the commit asks for", arguments: [(30, 29), (30, 30), (5, 4), (5, 5)])
  func evidence(atLeast: Int, asked: Int) {
    let verdict = verdict([("icbc", health(asked: asked, prompt: asked))], atLeast: atLeast)
    #expect(verdict == (asked >= atLeast ? .held : .undecided(bank: nil, asked: asked, needed: atLeast)))
  }

  @Test("is not held for a bank that the commit connected by what others answered", arguments: [19, 20])
  func connected(asked: Int) {
    let banks = [("abc", health(asked: 100, prompt: 100)), ("icbc", health(asked: asked, prompt: asked))]
    let verdict = verdict(banks, connected: ["icbc"])
    #expect(verdict == (asked == 20 ? .held : .undecided(bank: .icbc, asked: 19, needed: 20)))
  }
}
