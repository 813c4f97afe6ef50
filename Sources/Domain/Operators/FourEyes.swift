/// The kinds of changes that need the approval of somebody else: the value of the policy `four-eyes`.
public struct FourEyes: Sendable, Equatable {
  /// A kind of change. The raw value is its name in scripts.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case service, channels, regions
    /// The opening and closing of banks, and their announced maintenance, which holds enquiries back as a suspension
    /// does.
    case banks
    /// The endpoints, keys and certifications of banks, the network's key, and the banks and names that a rollout adds:
    /// whoever can redirect a bank, or pass one for another, could collect identities.
    case onboarding
    /// Policies and operators: always covered, or one person could switch four eyes off.
    case policies
  }

  /// The covered kinds, in the order of `Kind.allCases`; empty if nothing needs approval.
  public let kinds: [Kind]

  public static let off = FourEyes(kinds: [])
  public static let all = FourEyes(kinds: Kind.allCases)

  private init(kinds: [Kind]) { self.kinds = kinds }

  /// Reads `off`, `all`, or kinds with commas between them, in any order. Nil for anything else.
  public init?(text: String) {
    switch text {
    case "off": self = .off
    case "all": self = .all
    default:
      let named = text.split(separator: ",", omittingEmptySubsequences: false).map { Kind(rawValue: String($0)) }
      guard !named.contains(nil), Set(named).count == named.count else { return nil }
      self.init(kinds: Kind.allCases.filter { named.contains($0) || $0 == .policies })
    }
  }

  /// The one spelling of the value.
  public var text: String {
    switch self {
    case .off: "off"
    case .all: "all"
    default: kinds.map(\.rawValue).joined(separator: ",")
    }
  }

  public func covers(_ kind: Kind) -> Bool { kinds.contains(kind) }

  /// Those of the changes that need approval.
  public func covered(_ changes: [RolloutChange]) -> [RolloutChange] {
    changes.filter { covers($0.subject.kind) }
  }
}

extension RolloutChange.Subject {
  fileprivate var kind: FourEyes.Kind {
    switch self {
    case .service: .service
    case .channel: .channels
    case .region, .regionName: .regions
    case .registryBank, .bankName: .onboarding
    case .bank: .banks
    case .policy: .policies
    }
  }
}
