import Domain
import TestRandom
import Testing

@Suite("The smallest change that admits")
struct RemedyTests {
  /// A rollout, people and banks that one seed determines.
  private struct Case {
    let rollout: Rollout
    let region: RegionCode
    let channel: Channel
    let banks: [BankCode]
    let isAnyEnough: Bool

    init(_ seed: Int) {
      var random = RandomRollout(random: Seeded(seed))
      rollout = random.rollout()
      region = random.random.pick(RandomRollout.knownRegions)
      channel = random.random.pick(Channel.allCases)
      isAnyEnough = random.random.oneIn(2)
      let count = 1 + random.random.below(6)
      banks = (0..<count).map { RandomRollout.knownBanks[($0 * 11 + seed) % RandomRollout.knownBanks.count] }
    }

    var remedy: [RolloutEdit] {
      rollout.remedy(region: region, channel: channel, banks: banks, isAnyEnough: isAnyEnough)
    }

    /// Whether everybody in the region is admitted after some edits.
    func admits(after edits: [RolloutEdit]) -> Bool {
      var changed = rollout
      for edit in edits { changed.apply(edit) }
      let gate = Gate(
        revision: 1, rollout: changed, regions: RandomRollout.knownRegions, banks: RandomRollout.knownBanks)
      let last = Applicant(region: region, bucket: Bucket(number: 9_999), channel: channel)
      guard gate.general(last).isEmpty else { return false }
      let open = banks.filter { gate.bankObjection($0, region: region) == nil }
      return isAnyEnough ? !open.isEmpty : open.count == banks.count
    }
  }

  @Test("really admits, and without any one of its edits it does not", arguments: 0..<300)
  func admits(seed: Int) {
    let sample = Case(seed)
    let remedy = sample.remedy
    #expect(sample.admits(after: remedy))
    #expect(remedy.isEmpty == sample.admits(after: []))
    for place in remedy.indices {
      var fewer = remedy
      fewer.remove(at: place)
      #expect(!sample.admits(after: fewer), "\(remedy[place]) is not needed")
    }
  }

  private static let here = RegionCode("CN-0")
  private static let there = RegionCode("CN-1")
  private static let bank = BankCode("bank0")

  private func remedy(of state: BankRollout, isWithinShare: Bool = false) -> [RolloutEdit] {
    var rollout = Rollout.initial
    rollout.set(.app, open: true)
    rollout.set(Share(hundredths: 10) ?? .none, for: Self.here)
    rollout.set(state, for: Self.bank)
    return rollout.remedy(
      region: Self.here, channel: .app, banks: [Self.bank], isAnyEnough: false, isWithinShare: isWithinShare)
  }

  @Test("connects a bank for the region alone, and keeps the regions it has")
  func narrow() {
    let open = RolloutEdit.openRegions([Self.here], .full)
    #expect(remedy(of: .closed) == [open, .connect([Self.bank], .only([Self.here]))])
    #expect(
      remedy(of: .connected(.only([Self.there]))) == [open, .connect([Self.bank], .only([Self.here, Self.there]))])
    #expect(
      remedy(of: .suspended(reason: "x", regions: .only([Self.there])))
        == [open, .connect([Self.bank], .only([Self.here, Self.there]))])
    #expect(
      remedy(of: .suspended(reason: "x", regions: nil)) == [open, .connect([Self.bank], .only([Self.here]))])
  }

  @Test("ends a suspension where that gives the region back, and leaves a share that holds the person")
  func resumed() {
    #expect(remedy(of: .suspended(reason: "x", regions: .everywhere), isWithinShare: true) == [.resume([Self.bank])])
    #expect(remedy(of: .connected(.everywhere), isWithinShare: true).isEmpty)
  }
}
