import Domain
import TestFixtures
import Testing
import Text

@Suite("A policy")
struct PolicyTests {
  private static let good: [(Policy, String, String)] = [
    (.certification, "required", "required"), (.certification, "off", "off"), (.guardrail, "off", "off"),
    (.guardrail, "80", "80"), (.guardrail, "97.5", "97.5"), (.guardrail, "97.50", "97.5"), (.guardrail, "80%", "80"),
    (.guardrail, "100", "100"), (.guardrail, "0.01", "0.01"),
    (.losses, "confirm", "confirm"), (.losses, "off", "off"), (.preconditions, "required", "required"),
  ]

  @Test("takes the values it knows, written in one way", arguments: good)
  func takes(policy: Policy, text: String, value: String) {
    #expect(PolicySetting(policy, text)?.value == value)
  }

  private static let bad: [(Policy, String)] = [
    (.certification, "on"), (.certification, "REQUIRED"), (.certification, ""), (.certification, "80"),
    (.guardrail, "required"), (.guardrail, "0"), (.guardrail, "100.01"), (.guardrail, "-1"), (.guardrail, "1.234"),
    (.guardrail, ""), (.losses, "required"), (.preconditions, "confirm"),
  ]

  @Test("takes no other", arguments: bad)
  func refuses(policy: Policy, text: String) {
    #expect(PolicySetting(policy, text) == nil)
  }

  @Test("asks for certification in a real database and not in a sandbox, until it is set")
  func standard() throws {
    var rollout = Rollout.initial
    #expect(rollout.requiresCertification(isSandbox: false) && !rollout.requiresCertification(isSandbox: true))
    rollout.apply(.setPolicy(try #require(PolicySetting(.certification, "off"))))
    #expect(!rollout.requiresCertification(isSandbox: false))
    rollout.apply(.setPolicy(try #require(PolicySetting(.certification, "required"))))
    #expect(rollout.requiresCertification(isSandbox: true))
  }

  @Test("confirms losses and requires preconditions in a real database and not in a sandbox")
  func careful() {
    let rollout = Rollout.initial
    #expect(rollout.confirmsLosses(isSandbox: false) && !rollout.confirmsLosses(isSandbox: true))
    #expect(rollout.requiresPreconditions(isSandbox: false) && !rollout.requiresPreconditions(isSandbox: true))
  }

  @Test("suspends nobody for being slow until a line is set")
  func guardrail() throws {
    var rollout = Rollout.initial
    #expect(rollout.guardrail == nil)
    rollout.apply(.setPolicy(try #require(PolicySetting(.guardrail, "97.5"))))
    #expect(rollout.guardrail == Share(hundredths: 9_750))
    rollout.apply(.setPolicy(try #require(PolicySetting(.guardrail, "off"))))
    #expect(rollout.guardrail == nil)
  }

  @Test("is part of the rollout: of its changes and its stored form")
  func partOfRollout() throws {
    var rollout = Rollout.initial
    rollout.apply(.setPolicy(try #require(PolicySetting(.guardrail, "80"))))
    #expect(Rollout.initial.changes(to: rollout).map(\.path) == ["policies.guardrail"])
    #expect(Rollout(document: rollout.document) == rollout)
  }

  @Test("is described in both languages", arguments: Policy.allCases)
  func described(policy: Policy) {
    for language in Language.allCases { #expect(!policy.summary[language].isEmpty && !policy.rule[language].isEmpty) }
    #expect(policy.values.all { PolicySetting(policy, $0) != nil })
  }
}
