import Domain
import TestRandom
import Testing

/// The impact by a look at each person, in the words of the rules.
private struct NaiveImpact {
  struct Person {
    let region: RegionCode
    let bucket: Int
  }

  let from: Rollout
  let to: Rollout

  func banks(of person: Person, in rollout: Rollout) -> Set<BankCode> {
    guard rollout.service == .open, Channel.allCases.contains(where: rollout.isOpen),
      person.bucket < Int(rollout.share(of: person.region).hundredths)
    else { return [] }
    return Set(
      RandomRollout.knownBanks.filter { bank in
        guard case .connected(let regions) = rollout.state(of: bank) else { return false }
        return regions.contains(person.region)
      })
  }

  func people(_ persons: [Person]) -> Impact.People {
    persons.reduce(into: Impact.People()) { people, person in
      let (had, has) = (banks(of: person, in: from), banks(of: person, in: to))
      if had.isEmpty, !has.isEmpty { people.serviceGained += 1 }
      if !had.isEmpty, has.isEmpty { people.serviceLost += 1 }
      if had != has { people.banksChanged += 1 }
      if !has.isSubset(of: had) { people.gained += 1 }
      if !had.isSubset(of: has) { people.lost += 1 }
    }
  }

  /// The numbers of people who gain and who lose a bank.
  func bank(_ bank: BankCode, _ persons: [Person]) -> [Int] {
    let moves = persons.map { (banks(of: $0, in: from).contains(bank), banks(of: $0, in: to).contains(bank)) }
    return [moves.count { $0 == (false, true) }, moves.count { $0 == (true, false) }]
  }
}

@Suite("The impact of a change")
struct ImpactTests {
  private func impact(_ from: Rollout, _ to: Rollout, _ persons: [NaiveImpact.Person]) -> Impact {
    Impact(from: from, to: to, regions: RandomRollout.knownRegions, banks: RandomRollout.knownBanks) {
      region, buckets in
      persons.count { $0.region == region && buckets.contains($0.bucket) }
    }
  }

  @Test("is what looking at everybody one by one gives, for random rollouts", arguments: 1...40)
  func agrees(seed: Int) async {
    var maker = RandomRollout(random: Seeded(seed))
    let from = maker.rollout()
    // Changes of everything, or of a few subjects, as operators make them.
    let other = maker.rollout()
    var to = other
    if maker.random.oneIn(2) {
      to = from
      to.apply(from.changes(to: other).filter { _ in maker.random.oneIn(6) }, of: other)
    }
    let persons = (0..<300).map { _ -> NaiveImpact.Person in
      let region = maker.random.pick(RandomRollout.knownRegions)
      let share = maker.random.oneIn(2) ? from.share(of: region) : to.share(of: region)
      return NaiveImpact.Person(region: region, bucket: Int(maker.bucket(near: share).number))
    }
    let (found, naive) = (impact(from, to, persons), NaiveImpact(from: from, to: to))
    await Task.yield()
    #expect(found.people == naive.people(persons))
    for region in RandomRollout.knownRegions {
      let expected = naive.people(persons.filter { $0.region == region })
      #expect((found.regions.first { $0.region == region }?.people ?? Impact.People()) == expected)
    }
    for bank in RandomRollout.knownBanks {
      let line = found.banks.first { $0.bank == bank }
      #expect([line?.gained ?? 0, line?.lost ?? 0] == naive.bank(bank, persons))
    }
  }

  private let shanghai = RandomRollout.knownRegions[0]
  private let icbc = RandomRollout.knownBanks[0]
  private let abc = RandomRollout.knownBanks[1]

  private var open: Rollout {
    var rollout = Rollout()
    rollout.set(.app, open: true)
    rollout.set(.full, for: shanghai)
    rollout.set(.connected(.everywhere), for: icbc)
    return rollout
  }

  private func everybody(_ count: Int) -> [NaiveImpact.Person] {
    (0..<count).map { NaiveImpact.Person(region: shanghai, bucket: $0) }
  }

  @Test("of a share of 0.01 % is one bucket")
  func smallest() throws {
    var from = open
    from.set(try #require(Share(hundredths: 1)), for: shanghai)
    #expect(impact(from, open, everybody(10_000)).people.serviceGained == 9_999)
    #expect(impact(.initial, from, everybody(10_000)).people.serviceGained == 1)
  }

  @Test("counts whoever loses one bank and gains another as both, and once each")
  func swapped() {
    var to = open
    to.set(.closed, for: icbc)
    to.set(.connected(.everywhere), for: abc)
    let people = impact(open, to, everybody(7)).people
    #expect([people.gained, people.lost, people.banksChanged] == [7, 7, 7])
    #expect([people.serviceGained, people.serviceLost] == [0, 0])
  }

  @Test("of what leaves people's banks as they are is nothing, and nobody is counted for it")
  func nothing() {
    var to = open
    // Regions by name, a second channel, and a policy.
    to.set(.connected(.named(RandomRollout.knownRegions)), for: icbc)
    to.set(.web, open: true)
    to.set(policy: "losses", to: "off")
    let found = Impact(from: open, to: to, regions: RandomRollout.knownRegions, banks: RandomRollout.knownBanks) {
      _, _ in
      Issue.record("somebody was counted")
      return 1
    }
    #expect(found.people == Impact.People() && found.regions.isEmpty && found.banks.isEmpty)
  }

  @Test("is nothing where nobody is registered")
  func nobody() {
    let found = impact(.initial, open, [])
    #expect(found.people == Impact.People() && found.regions.isEmpty && found.banks.isEmpty)
  }

  private static let fates: [(BankRollout, Bool, BankRollout, Bool, EnquiryFate)] = [
    (.connected(.everywhere), false, .suspended(reason: "x", regions: .everywhere), false, .held),
    (.connected(.everywhere), false, .connected(.everywhere), true, .held),
    (.connected(.everywhere), false, .closed, true, .withdrawn),
    (.suspended(reason: "x", regions: nil), false, .closed, false, .withdrawn),
    (.suspended(reason: "x", regions: nil), false, .suspended(reason: "y", regions: nil), true, .unchanged),
    (.suspended(reason: "x", regions: .everywhere), false, .connected(.everywhere), false, .unchanged),
    (.closed, false, .suspended(reason: "x", regions: nil), false, .unchanged),
    (.connected(.everywhere), false, .connected(.only([RegionCode("CN-1")])), false, .unchanged),
  ]

  @Test("on a bank's enquiries follows rule 9", arguments: fates)
  func fate(before: BankRollout, wasPaused: Bool, after: BankRollout, isPaused: Bool, expected: EnquiryFate) {
    var (from, to) = (Rollout(), Rollout())
    from.set(before, for: icbc)
    to.set(after, for: icbc)
    if wasPaused { from.service = .paused(reason: "x") }
    if isPaused { to.service = .paused(reason: "x") }
    #expect(EnquiryFate(of: icbc, from: from, to: to) == expected)
  }
}
