import Domain
import TestRandom
import Testing

@Suite("The edits that make a rollout from nothing")
struct RolloutEditsTests {
  @Test("give back exactly that rollout", arguments: 0..<200)
  func exact(seed: Int) throws {
    var random = RandomRollout(random: Seeded(seed))
    var rollout = random.rollout()
    for policy in rollout.policies.keys { rollout.set(policy: policy, to: nil) }
    if seed % 2 == 0 { rollout.apply(.setPolicy(try #require(PolicySetting(.guardrail, "97.5")))) }
    var made = Rollout.initial
    for edit in rollout.edits { made.apply(edit) }
    #expect(made == rollout)
  }

  @Test("are none for the initial rollout")
  func none() { #expect(Rollout.initial.edits.isEmpty) }
}
