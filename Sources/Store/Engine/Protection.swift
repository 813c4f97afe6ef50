import Domain
import Foundation

/// Beside others of the same kind, or alone.
public enum Access: Int, Sendable {
  case shared, exclusive
}

/// One thing on which the correctness of a write rests beside the rows that it writes: what it has read and decides by
/// stays true until it has committed.
///
/// An engine takes the protections of a transaction before its first statement, in the order of the cases below and
/// within a case by its key: so two transactions never wait for each other. An engine with one writer takes none, as
/// its writer is the lock. Rows that a transaction changes are the engine's to protect: where another has changed one
/// meanwhile, the transaction fails with `SerialisationFailure` and is run again. So what only adds rows, or counts up,
/// protects nothing.
public enum Protection: Hashable, Sendable {
  /// The revision in force and the tables that decide: shared by whoever goes by the gate (rule 1), alone for whoever
  /// changes what is in force, approved or due.
  case rollout(Access)
  /// The tables of days and the day keys: making and dropping them (rule 6).
  case days
  /// One account for an identity, by the keyed hash of its number.
  case identity(Data)
  /// A phone number, by its keyed hash: whose it is, the codes sent to it, and the attempts at them.
  case phone(Data)
  /// The machine of somebody who asks, by its keyed hash: the codes and checks that it has asked for.
  case requester(Data)
  /// A person: one query at a time (rule 3), their attempts at the password, their keys, region and sessions.
  case person(String)
  /// The states of queries that are open, and who has them in hand: alone for claims and for whatever goes over many
  /// queries, shared by whoever protects its queries one by one.
  case work(Access)
  /// One query, by its number, beside `work(.shared)`: an answer counts once, and its report is made once (rule 7).
  case query(Int)
  /// The SMS that wait, and who is sending them.
  case outbox
  /// The end of the audit chain and the seal over it (rule 8). Last, as most wait for it.
  case audit
}

extension Protection: Comparable {
  public static func < (left: Protection, right: Protection) -> Bool { left.place < right.place }

  /// The place in the order: the kind, then the number or the text of the key.
  private var place: (kind: Int, number: Int, text: String) {
    switch self {
    case .rollout(let access): (0, access.rawValue, "")
    case .days: (1, 0, "")
    case .identity(let hash): (2, 0, hash.base64EncodedString())
    case .phone(let hash): (3, 0, hash.base64EncodedString())
    case .requester(let hash): (4, 0, hash.base64EncodedString())
    case .person(let id): (5, 0, id)
    case .work(let access): (6, access.rawValue, "")
    case .query(let number): (7, number, "")
    case .outbox: (8, 0, "")
    case .audit: (9, 0, "")
    }
  }

  /// The same thing alone, where this is a thing that can be shared.
  fileprivate var alone: Protection {
    switch self {
    case .rollout: .rollout(.exclusive)
    case .work: .work(.exclusive)
    default: self
    }
  }
}

/// What a write transaction protects.
public struct Protections: Sendable, Equatable, ExpressibleByArrayLiteral {
  private var all: Set<Protection>

  public init(arrayLiteral protections: Protection...) { all = Set(protections) }
  public init(_ protections: some Sequence<Protection> = []) { all = Set(protections) }

  /// What whoever changes the rollout protects, as it is recorded in the chain.
  public static let rollout: Protections = [.rollout(.exclusive), .audit]

  public var isEmpty: Bool { all.isEmpty }

  /// Each thing once, in the order in which an engine takes it: what is needed alone is not taken shared before.
  public var inOrder: [Protection] {
    all.sorted().filter { $0 == $0.alone || !all.contains($0.alone) }
  }

  /// Whether a thing is protected at least so far.
  public func contains(_ protection: Protection) -> Bool { all.contains(protection) || all.contains(protection.alone) }

  public mutating func insert(_ protection: Protection) { all.insert(protection) }
  public mutating func formUnion(_ other: Protections) { all.formUnion(other.all) }

  public func union(_ other: Protections) -> Protections {
    var union = self
    union.formUnion(other)
    return union
  }
}
