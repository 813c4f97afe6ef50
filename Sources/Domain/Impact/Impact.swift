/// What going from one rollout to another means for registered people: exact, everybody counted once.
///
/// A person has the service where it is open, some channel is, the person's bucket is under the region's share, and at
/// least one bank is admitted in the region. Those banks are the person's; a suspended bank is nobody's.
public struct Impact: Sendable, Equatable {
  public let people: People
  /// Regions in which anything changes for anybody, in the order handed in.
  public let regions: [RegionImpact]
  /// Banks that anybody gains or loses, in the order handed in.
  public let banks: [BankImpact]

  public struct People: Sendable, Equatable {
    /// Had no bank and have some.
    public var serviceGained = 0
    /// Had banks and have none.
    public var serviceLost = 0
    /// Have other banks than before, those who gain or lose the service included.
    public var banksChanged = 0
    /// Gain the service or at least one bank.
    public var gained = 0
    /// Lose the service or at least one bank: what a commit has to expect.
    public var lost = 0

    public init() {}
  }

  public struct RegionImpact: Sendable, Equatable {
    public let region: RegionCode
    public let people: People
  }

  public struct BankImpact: Sendable, Equatable {
    public let bank: BankCode
    /// People who can have it asked and could not before.
    public let gained: Int
    /// People who could have it asked and cannot any more.
    public let lost: Int
  }

  /// Counts bands of buckets, not people: `population` is asked how many people of a region are in some buckets, at most
  /// twice for a region, and only where something changes for them.
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

/// People who gain and lose each bank, by its place.
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
