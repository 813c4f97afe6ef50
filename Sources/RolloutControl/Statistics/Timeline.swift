import Domain
import Store

/// What one revision opened, for `show timeline`.
public struct TimelinePoint: Sendable, Equatable {
  public let revision: Int
  public let effectiveAt: Moment
  /// Regions with a share above 0, and banks that are connected.
  public let regions: Int
  public let banks: Int
  /// Today's registered people whom it would let in.
  public let people: Int
}

/// The registered people of each region, by which a rollout's reach is counted.
public struct Reach: Sendable {
  private let persons: [RegionCode: Int]

  public init(_ persons: [(region: RegionCode, count: Int)]) {
    self.persons = Dictionary(persons.map { ($0.region, $0.count) }, uniquingKeysWith: +)
  }

  /// Whom a rollout lets in: of each region its share, rounded down; nobody while the service is paused, no channel is
  /// open or no bank connected.
  public func people(in rollout: Rollout) -> Int {
    guard !rollout.service.isPaused, !rollout.channels.isEmpty, !rollout.connectedBanks.isEmpty else { return 0 }
    return rollout.shares.reduce(0) { sum, entry in
      sum + (persons[entry.key] ?? 0) * Int(entry.value.hundredths) / Int(Share.full.hundredths)
    }
  }
}

extension OperatorSession {
  /// One point for each revision, oldest first.
  public func timeline() throws -> [TimelinePoint] {
    let reach = Reach(try store.read { try $0.personsByRegion() })
    return try history().map { revision in
      TimelinePoint(
        revision: revision.number, effectiveAt: revision.effectiveAt, regions: revision.rollout.shares.count,
        banks: revision.rollout.connectedBanks.count, people: reach.people(in: revision.rollout))
    }
  }
}
