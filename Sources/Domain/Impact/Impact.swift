/// The effect of a change of the rollout on registered people: exact, everybody counted once.
///
/// A person has the service if it is open, a channel is open, the person's bucket is under the region's share, and at
/// least one bank is admitted in the region. The admitted banks are the person's; a suspended bank is nobody's.
public struct Impact: Sendable, Equatable {
  public let people: People
  /// The regions in which anybody gains or loses anything, in the order passed in.
  public let regions: [RegionImpact]
  /// The banks that anybody gains or loses, in the order passed in.
  public let banks: [BankImpact]

  public struct People: Sendable, Equatable {
    /// People who had no bank and have some.
    public var serviceGained = 0
    /// People who had banks and have none.
    public var serviceLost = 0
    /// People with other banks than before, those who gain or lose the service included.
    public var banksChanged = 0
    /// People who gain the service or at least one bank.
    public var gained = 0
    /// People who lose the service or at least one bank: the number that a commit has to expect.
    public var lost = 0

    public init() {}
  }

  public struct RegionImpact: Sendable, Equatable {
    public let region: RegionCode
    public let people: People
  }

  public struct BankImpact: Sendable, Equatable {
    public let bank: BankCode
    /// People who can have the bank asked and could not before.
    public let gained: Int
    /// People who could have the bank asked and cannot any more.
    public let lost: Int
  }

  /// Counts bands of buckets, not people: `population` gives the number of people of a region in some buckets, and is
  /// called at most twice for a region, and only if something changes for its people.
  public init(
    from: Rollout, to: Rollout, regions: [RegionCode], banks: [BankCode],
    population: (_ region: RegionCode, _ buckets: Range<Int>) throws -> Int
  ) rethrows {
    let before = Offer(from, regions: regions, banks: banks)
    let after = Offer(to, regions: regions, banks: banks)
    var count = ImpactCount(banks: banks.count)
    var touched: [RegionImpact] = []
    for (row, region) in regions.enumerated() {
      var here = People()
      for shift in OfferShift.all(from: before, to: after, row: row) where shift.isChange {
        let people = try population(region, shift.buckets)
        if people > 0 { count.add(people, shift, to: &here) }
      }
      if here != People() { touched.append(RegionImpact(region: region, people: here)) }
    }
    self.people = touched.reduce(into: People()) { $0.add($1.people) }
    self.regions = touched
    self.banks = zip(banks, zip(count.gained, count.lost)).compactMap { bank, people in
      people == (0, 0) ? nil : BankImpact(bank: bank, gained: people.0, lost: people.1)
    }
  }
}

extension Impact.People {
  fileprivate mutating func add(_ other: Self) {
    serviceGained += other.serviceGained
    serviceLost += other.serviceLost
    banksChanged += other.banksChanged
    gained += other.gained
    lost += other.lost
  }
}

/// People who gain and lose each bank, by the bank's place.
private struct ImpactCount {
  var gained: [Int]
  var lost: [Int]

  init(banks: Int) {
    gained = Array(repeating: 0, count: banks)
    lost = gained
  }

  mutating func add(_ people: Int, _ shift: OfferShift, to here: inout Impact.People) {
    here.banksChanged += people
    if !shift.hadAny { here.serviceGained += people }
    if !shift.hasAny { here.serviceLost += people }
    if shift.gained.hasAny { here.gained += people }
    if shift.lost.hasAny { here.lost += people }
    shift.gained.forEach { gained[$0] += people }
    shift.lost.forEach { lost[$0] += people }
  }
}
