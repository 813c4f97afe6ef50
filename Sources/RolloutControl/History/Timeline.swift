import Domain
import Store

/// The extent of one revision, for `show timeline`.
public struct TimelinePoint: Sendable, Equatable {
  public let revision: Int
  public let effectiveAt: Moment
  /// Regions with a share above 0, and banks that are connected.
  public let regions: Int
  public let banks: Int
  /// The number of people registered now that the revision lets in: exactly, by their region and bucket today.
  public let people: Int
}

/// The number of registered people that a rollout lets in, counted exactly by their buckets; each band of a region is
/// counted once, however many revisions open it.
public struct Reach {
  private struct Band: Hashable {
    let region: RegionCode
    let share: Share
  }

  private let count: (RegionCode, Range<Int>) throws -> Int
  private var counted: [Band: Int] = [:]

  /// `count` gives the number of people of a region in some buckets.
  public init(counting count: @escaping (RegionCode, Range<Int>) throws -> Int) { self.count = count }

  /// The number of people who can choose at least one bank: nobody while the service is paused or no channel is open,
  /// and nobody of a region where no bank is connected.
  public mutating func people(in rollout: Rollout) throws -> Int {
    guard !rollout.service.isPaused, !rollout.channels.isEmpty else { return 0 }
    let places = rollout.connectedBanks.compactMap { rollout.state(of: $0).regions }
    return try rollout.shares.reduce(0) { sum, entry in
      guard places.contains(where: { $0.contains(entry.key) }) else { return sum }
      return try sum + people(Band(region: entry.key, share: entry.value))
    }
  }

  private mutating func people(_ band: Band) throws -> Int {
    if let known = counted[band] { return known }
    let people = try count(band.region, 0..<Int(band.share.hundredths))
    counted[band] = people
    return people
  }
}

extension RevisionHistory {
  /// One point for each revision, oldest first.
  public func timeline() throws -> [TimelinePoint] {
    let revisions = try self.revisions()
    return try store.read { transaction in
      var reach = Reach { try transaction.population(of: $0, in: $1) }
      return try revisions.map { revision in
        TimelinePoint(
          revision: revision.number, effectiveAt: revision.effectiveAt, regions: revision.rollout.shares.count,
          banks: revision.rollout.connectedBanks.count, people: try reach.people(in: revision.rollout))
      }
    }
  }
}
