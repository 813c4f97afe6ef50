import Domain
import TestRandom
import Testing

/// The gate in the words of the rules, read from the rollout itself, one rule a line.
private struct NaiveReading {
  let rollout: Rollout

  func general(_ applicant: Applicant) -> [GateReason] {
    var reasons: [GateReason] = []
    if rollout.service != .open { reasons.append(.servicePaused) }
    if !rollout.isOpen(applicant.channel) { reasons.append(.channelClosed) }
    let admitted = Int(rollout.share(of: applicant.region).hundredths)
    if admitted == 0 { reasons.append(.regionClosed) }
    if admitted > 0, Int(applicant.bucket.number) >= admitted { reasons.append(.notInShare) }
    return reasons
  }

  func bank(_ bank: BankCode, _ region: RegionCode) -> GateReason? {
    switch rollout.state(of: bank) {
    case .closed: .bankNotConnected
    case .suspended: .bankSuspended
    case .connected(.everywhere): nil
    case .connected(.only(let regions)): regions.contains(region) ? nil : .bankNotInRegion
    }
  }
}

/// Long work that yields to others, so that waiting tests beside it are not late.
@Suite("The compiled gate", .serialized)
struct NaiveGateTests {
  private static let rolloutsPerSeed = 40
  private static let casesPerRollout = 2_500

  @Test("agrees with a naive reading of the rollout in 1,000,000 random cases", arguments: 1...10)
  func agrees(seed: Int) async throws {
    var maker = RandomRollout(random: Seeded(seed))
    for number in 1...Self.rolloutsPerSeed {
      await Task.yield()
      let rollout = maker.rollout()
      let gate = Gate(
        revision: number, rollout: rollout, regions: RandomRollout.knownRegions, banks: RandomRollout.knownBanks)
      let naive = NaiveReading(rollout: rollout)
      for _ in 0..<Self.casesPerRollout {
        if let difference = difference(gate, naive, &maker) {
          Issue.record("seed \(seed), rollout \(number): \(difference)")
          return
        }
      }
    }
  }

  /// The difference for one applicant and one bank between the compiled decision, the one on plain identifiers and the
  /// rules.
  private func difference(_ gate: Gate, _ naive: NaiveReading, _ maker: inout RandomRollout) -> String? {
    let region = maker.random.pick(RandomRollout.regions)
    let bank = maker.random.pick(RandomRollout.banks)
    let bucket = maker.bucket(near: naive.rollout.share(of: region))
    let applicant = Applicant(region: region, bucket: bucket, channel: maker.random.pick(Channel.allCases))
    var found: GateReason?
    if let row = gate.position(of: region), let column = gate.position(of: bank) {
      found = gate.objection(region: row, bucket: bucket, channel: applicant.channel, bank: column)
      let expected = naive.general(applicant).first ?? naive.bank(bank, region)
      guard found != expected else { return nil }
      return "\(applicant) \(bank): \(String(describing: found)) and not \(String(describing: expected))"
    }
    found = gate.objection(to: applicant, bank: bank)
    return found == nil ? "\(applicant) \(bank) is unknown and admitted" : nil
  }

  /// The answer about all banks at once.
  private func judges(_ gate: Gate, _ applicant: Applicant, as naive: NaiveReading) -> Bool {
    var general: [GateReason] = []
    var banks: [GateReason?] = []
    gate.judge(applicant, general: { general = Array($0) }) { banks.append($1) }
    return general == naive.general(applicant) && banks == gate.banks.map { naive.bank($0, applicant.region) }
  }

  @Test("lists every reason a naive reading finds, in order", arguments: 1...10)
  func lists(seed: Int) async throws {
    var maker = RandomRollout(random: Seeded(seed))
    for number in 1...50 {
      await Task.yield()
      let rollout = maker.rollout()
      let gate = Gate(
        revision: number, rollout: rollout, regions: RandomRollout.knownRegions, banks: RandomRollout.knownBanks)
      for _ in 0..<100 {
        let region = maker.random.pick(RandomRollout.knownRegions)
        let applicant = Applicant(
          region: region, bucket: maker.bucket(near: rollout.share(of: region)),
          channel: maker.random.pick(Channel.allCases))
        let banks = (0..<maker.random.below(6)).map { _ in maker.random.pick(RandomRollout.knownBanks) }
        let naive = NaiveReading(rollout: rollout)
        let expected =
          naive.general(applicant).map { Objection($0) }
          + banks.compactMap { bank in naive.bank(bank, region).map { Objection($0, bank: bank) } }
        let found = gate.objections(to: applicant, banks: banks)
        if found == expected, judges(gate, applicant, as: naive) { continue }
        Issue.record("seed \(seed), rollout \(number): \(applicant) \(banks): \(found) and not \(expected)")
        return
      }
    }
  }
}
