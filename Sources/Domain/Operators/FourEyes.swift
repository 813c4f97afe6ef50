/// The kinds of changes that need the approval of somebody else: the value of the policy `four-eyes`.
public struct FourEyes: Sendable, Equatable {
  /// A kind of change. The raw value is its name in scripts.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case service, channels, regions
    /// Their announced maintenance, too, which holds enquiries back as a suspension does.
    case banks
    /// Where banks are asked, with which keys, the network's included, their certification, what banks there are and
    /// what they are called: whoever can redirect a bank, or pass one for another, could collect identities.
    case onboarding
    /// Policies, and who is an operator: always among them, or one person could switch four eyes off.
    case policies
  }

  /// In the order of `Kind.allCases`; empty asks for nothing.
  public let kinds: [Kind]

  public static let off = FourEyes(kinds: [])
  public static let all = FourEyes(kinds: Kind.allCases)

  private init(kinds: [Kind]) { self.kinds = kinds }

  /// `off`, `all`, or kinds with commas between them, in any order. Nil for anything else.
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

  /// Written in one way only.
  public var text: String {
    switch self {
    case .off: "off"
    case .all: "all"
    default: kinds.map(\.rawValue).joined(separator: ",")
    }
  }

  public func covers(_ kind: Kind) -> Bool { kinds.contains(kind) }

  /// The changes that need approval, out of some.
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
