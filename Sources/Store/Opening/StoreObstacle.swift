import Domain
import Text

/// Whether a database can be served at a moment.
public struct StoreStanding: Sendable {
  /// What keeps it from being served; nil where nothing does.
  public let obstacle: (any Fault)?
  /// The number of the revision in force; nil where it cannot be known.
  public let revision: Int?
}

extension Store {
  /// Whether this database can be served at present. One that was opened for deciding about it can from the moment when
  /// the decision has been taken: it is looked at anew each time.
  public var standing: StoreStanding {
    do {
      return try readGate { StoreStanding(obstacle: $0.clockFault, revision: $1.revision) }
    } catch {
      return StoreStanding(obstacle: error as? any Fault ?? StoreFault.corrupt("revisions"), revision: nil)
    }
  }

  /// What keeps this database from being served at present; nil where nothing does.
  public var obstacleNow: (any Fault)? { standing.obstacle }

  /// The same as `standing`, on a thread of the store's own.
  public func standingAside() async -> StoreStanding {
    (try? await aside { self.standing }) ?? StoreStanding(obstacle: nil, revision: nil)
  }
}
