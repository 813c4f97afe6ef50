import Domain
import RolloutControl

/// One command with its names resolved: what the console does.
public indirect enum Action: Sendable, Equatable {
  case edit(RolloutEdit)
  /// The path as written, and where.
  case load(Word)
  case discard
  case rollback(Int)
  case show(Showable)
  case health([BankCode])
  case compare(from: Int?, to: Int?)
  case impact
  case check
  case commit(CommitTerms)
  case emergency(RolloutEdit, reason: String)
  case request(Action, replacing: Int?)
  case approval(Approving)
  case confirm(Int?)
  case cancelCommit(Int)
  case setOperator(String, OperatorRole)
  case removeOperator(String)
  case explain(region: RegionCode, banks: [BankCode], channel: Channel, at: Moment?)
  case explainQuery(String, at: Moment?)
  case explainRefusal(String, region: RegionCode?, banks: [BankCode], channel: Channel)
  case code(CodeCommand)
  case endpoints([Endpoint])
  case key(BankCode, file: Word)
  case onboard(Onboarding<BankCode>)
  case audit(AuditQuestion)
  case clock(ClockCommand)
  case trust(TrustDecision)
  case define(String)
  case include(Word)
  case begin
  case end
  case watch(seconds: Int, BoundCommand)
  case help([Word])
  case quit

  /// Where a bank is reached.
  public typealias Endpoint = RequestedChange.Endpoint

  /// Whether it changes nothing but the candidate, so that a loaded file may say it.
  public var isEditing: Bool {
    switch self {
    case .edit, .load, .discard, .rollback: true
    case .show, .health, .compare, .impact, .check, .commit, .emergency, .request, .approval, .confirm, .cancelCommit,
      .setOperator, .removeOperator, .explain, .explainQuery, .explainRefusal, .code, .endpoints, .key, .onboard,
      .audit, .clock, .trust, .help, .quit:
      false
    case .define, .include, .begin, .end, .watch: false
    }
  }

  /// Whether it changes nothing at all, so that it may be watched.
  public var isReading: Bool {
    switch self {
    case .show, .health, .compare, .impact, .check, .explain, .audit, .clock(.show): true
    default: false
    }
  }

  /// Whether it looks at the database as it is, or decides about it, though it may not be trusted: who may decide is judged
  /// where it is done.
  var isAboutTrust: Bool {
    switch self {
    case .audit, .trust, .approval, .show(.requests), .show(.request): true
    case .request(let action, _): action.isAboutTrust
    default: false
    }
  }
}

/// What is decided about what others did or want to do.
public enum Approving: Sendable, Equatable {
  case approve(Int, version: Int?)
  case reject(Int, reason: String)
  case breakGlass(Int?, reason: String)
  case signReview(Int)
}

/// An action with its place.
public struct BoundCommand: Sendable, Equatable {
  public let action: Action
  public let name: String
  public let place: Place
  public var stages: [Stage] = []
  /// Of a `load` that was read ahead: what it does. Nil where that is found out when it is done.
  var loaded: [BoundCommand]?
}
