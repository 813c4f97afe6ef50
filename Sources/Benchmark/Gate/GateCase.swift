import Domain
import QueryEngine

/// A gate and people who apply, drawn with a fixed seed: all answers occur, in no order that a processor could learn.
struct GateCase {
  let gate: Gate
  let visits: [Visit]
  let regions: [RegionCode]
  let banks: [BankCode]

  /// One person at one bank, in every form in which a decision takes them.
  struct Visit {
    let region: RegionPosition
    let bank: BankPosition
    let bucket: Bucket
    let channel: Channel
    /// The place of the bit for a bare bit test.
    let row: UInt16
    let column: UInt16
  }

  init(regions: [RegionCode], banks: [BankCode], visits count: Int, seed: UInt64) {
    let random = SeededRandom(seed: seed)
    let gate = Gate(revision: 1, rollout: .mixed(regions, banks, random), regions: regions, banks: banks)
    self.gate = gate
    self.regions = regions
    self.banks = banks
    let rows = regions.compactMap { gate.position(of: $0) }
    let columns = banks.compactMap { gate.position(of: $0) }
    visits = (0..<count).map { _ in
      let (row, column) = (Int(random.below(UInt64(rows.count))), Int(random.below(UInt64(columns.count))))
      return Visit(
        region: rows[row], bank: columns[column], bucket: Bucket(number: UInt16(random.below(UInt64(Bucket.count)))),
        channel: random.below(50) == 0 ? .web : .app, row: UInt16(row), column: UInt16(column % 64))
    }
  }

  /// The same visits by names.
  var named: [(region: RegionCode, bank: BankCode, applicant: Applicant)] {
    visits.map { visit in
      let region = regions[Int(visit.row)]
      return (
        region, banks[Int(visit.column) % banks.count],
        Applicant(region: region, bucket: visit.bucket, channel: visit.channel)
      )
    }
  }
}

extension Rollout {
  /// A rollout half way: regions closed, partly and wholly open, banks in every state.
  static func mixed(_ regions: [RegionCode], _ banks: [BankCode], _ random: any RandomSource) -> Rollout {
    var rollout = Rollout()
    rollout.set(.app, open: true)
    for region in regions {
      let share = [Share.none, Share(hundredths: Int(random.below(9_999)) + 1) ?? .full, .full, .full]
      rollout.set(share[Int(random.below(4))], for: region)
    }
    for bank in banks {
      let some = regions.filter { _ in random.below(2) == 0 }
      let states: [BankRollout] = [
        .closed, .suspended(reason: "-", regions: nil), .connected(.everywhere), .connected(.named(some)),
      ]
      rollout.set(states[Int(random.below(4))], for: bank)
    }
    return rollout
  }
}
