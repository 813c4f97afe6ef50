import Domain

/// The loops that are compared: one shape, one stream of people, one black hole.
enum GateLoops {
  @inline(never)
  static func bareBitTests(_ rows: [UInt64], _ visits: [GateCase.Visit]) {
    for visit in visits { blackHole(rows[Int(visit.row)] & (1 &<< UInt64(visit.column)) != 0 ? 1 : 0) }
  }

  @inline(never)
  static func compiledDecisions(_ gate: Gate, _ visits: [GateCase.Visit]) {
    for visit in visits {
      let objection = gate.objection(
        region: visit.region, bucket: visit.bucket, channel: visit.channel, bank: visit.bank)
      blackHole(objection)
    }
  }

  @inline(never)
  static func bareLookUps(
    _ regions: [String: UInt8], _ banks: [String: UInt8],
    _ visits: [(region: RegionCode, bank: BankCode, applicant: Applicant)]
  ) {
    for visit in visits { blackHole((regions[visit.region.text] ?? 0) &+ (banks[visit.bank.text] ?? 0)) }
  }

  @inline(never)
  static func textDecisions(_ gate: Gate, _ visits: [(region: RegionCode, bank: BankCode, applicant: Applicant)]) {
    for visit in visits { blackHole(gate.objection(to: visit.applicant, bank: visit.bank)) }
  }

  /// For each person one look-up of the region's name and a compiled decision for every bank.
  @inline(never)
  static func lookUpAndDecisions(
    _ gate: Gate, _ regions: [String: RegionPosition], _ banks: [BankPosition], _ people: [Applicant]
  ) {
    for person in people {
      guard let region = regions[person.region.text] else { continue }
      for bank in banks {
        let objection = gate.objection(region: region, bucket: person.bucket, channel: person.channel, bank: bank)
        blackHole(objection)
      }
    }
  }

  /// The work of `CardholderDesk.banks` and of an application for all banks.
  @inline(never)
  static func judgements(_ gate: Gate, _ people: [Applicant]) {
    for person in people {
      gate.judge(person, general: { for reason in $0 { blackHole(reason) } }) { _, reason in
        blackHole(reason)
      }
    }
  }

  /// The same for a choice of banks by name, which makes a list: an application.
  @inline(never)
  static func applications(_ gate: Gate, _ banks: [BankCode], _ people: [Applicant]) {
    for person in people { blackHole(UInt8(truncatingIfNeeded: gate.objections(to: person, banks: banks).count)) }
  }
}
