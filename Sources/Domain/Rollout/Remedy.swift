/// The smallest change of a rollout that lets a person apply: the fewest edits, and of those the narrowest.
extension Rollout {
  /// The edits by which people of a region are admitted through a channel; empty if they are admitted already.
  ///
  /// Of `banks` all are wanted; with `isAnyEnough` one suffices. `isWithinShare` leaves the region's share as it is;
  /// without it the region is opened to everybody: the least share that holds one person would tell that person's
  /// place.
  public func remedy(
    region: RegionCode, channel: Channel, banks: [BankCode], isAnyEnough: Bool, isWithinShare: Bool = false
  ) -> [RolloutEdit] {
    var edits: [RolloutEdit] = service.isPaused ? [.resumeService] : []
    if !isOpen(channel) { edits.append(.openChannels([channel])) }
    if !isWithinShare, share(of: region) != .full { edits.append(.openRegions([region], .full)) }
    let shut = banks.filter { !admits($0, in: region) }
    guard isAnyEnough else { return edits + bankRemedies(shut, in: region) }
    guard shut.count == banks.count, let nearest = nearest(of: shut) else { return edits }
    return edits + bankRemedies([nearest], in: region)
  }

  private func admits(_ bank: BankCode, in region: RegionCode) -> Bool {
    if case .connected(let regions) = state(of: bank) { regions.contains(region) } else { false }
  }

  /// The bank nearest to being connected: connected elsewhere, else suspended, else closed.
  private func nearest(of banks: [BankCode]) -> BankCode? {
    func distance(_ bank: BankCode) -> Int {
      switch state(of: bank) {
      case .connected: 0
      case .suspended: 1
      case .closed: 2
      }
    }
    return banks.enumerated().min { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }?.element
  }

  /// The edits that connect banks in a region; banks that need the same edit share it.
  private func bankRemedies(_ banks: [BankCode], in region: RegionCode) -> [RolloutEdit] {
    var resumed: [BankCode] = []
    var connected: [(regions: BankRegions, banks: [BankCode])] = []
    for bank in banks {
      let before = state(of: bank)
      if case .suspended(_, let regions?) = before, regions.contains(region) {
        resumed.append(bank)
        continue
      }
      let regions = before.regions?.joined(by: region) ?? .named([region])
      if let place = connected.firstIndex(where: { $0.regions == regions }) {
        connected[place].banks.append(bank)
      } else {
        connected.append((regions, [bank]))
      }
    }
    return (resumed.isEmpty ? [] : [.resume(resumed)]) + connected.map { .connect($0.banks, $0.regions) }
  }
}

extension BankRegions {
  /// These regions and one more.
  fileprivate func joined(by region: RegionCode) -> BankRegions {
    switch self {
    case .everywhere: .everywhere
    case .only(let regions): .named(regions + [region])
    }
  }
}
