import TestFixtures
import TestRandom
import Testing

@testable import Domain

@Suite("The changes between two rollouts")
struct RolloutChangeTests {
  @Test("are listed by path, service first, then channels, regions, banks and policies")
  func order() throws {
    var from = Rollout.initial
    from.set(.app, open: true)
    from.set(.connected(.everywhere), for: BankCode("boc"))
    var to = Rollout.initial
    to.service = .paused(reason: "维护")
    to.set(.offline, open: true)
    to.set(.full, for: RegionCode("CN-SH"))
    to.set(try #require(Share(hundredths: 1)), for: RegionCode("CN-GD"))
    to.set(.connected(.named([RegionCode("CN-YN"), RegionCode("CN-SH")])), for: BankCode("abc"))
    to.set(.suspended(reason: "维护", regions: .everywhere), for: BankCode("boc"))
    to.set(policy: "four-eyes", to: "on")
    let lines = from.changes(to: to).map { "\($0.path) \($0.from.json.compact) \($0.to.json.compact)" }
    #expect(
      lines == [
        #"service "open" {"paused":"维护"}"#, #"channels.app "open" "closed""#, #"channels.offline "closed" "open""#,
        "regions.CN-GD.share 0 0.01", "regions.CN-SH.share 0 100",
        #"banks.abc "closed" {"connected":["CN-SH","CN-YN"]}"#,
        #"banks.boc {"connected":"all"} {"suspended":"all","reason":"维护"}"#, #"policies.four-eyes null "on""#,
      ])
  }

  @Test("are none exactly when the rollouts are equal, and undo themselves", arguments: 1...50)
  func equality(seed: Int) {
    var maker = RandomRollout(random: Seeded(seed))
    let (one, other) = (maker.rollout(), maker.rollout())
    #expect(one.changes(to: one).isEmpty)
    #expect(one.changes(to: other).isEmpty == (one == other))
    let back = other.changes(to: one)
    #expect(one.changes(to: other).map { RolloutChange(subject: $0.subject, from: $0.to, to: $0.from) } == back)
  }

  @Test("made on an untouched base lead to the other rollout", arguments: 1...50)
  func leading(seed: Int) {
    var maker = RandomRollout(random: Seeded(seed))
    let (one, other) = (maker.rollout(), maker.rollout())
    #expect(Intent(from: one, to: other).rebased(onto: one) == .merged(other))
  }
}
