import Domain
import RolloutControl

/// One command with its names resolved: what the console does.
public enum Action: Sendable, Equatable {
  case edit(RolloutEdit)
  /// The path as written, and where.
  case load(Word)
  case discard
  case rollback(Int)
  case show(Showable)
  case health([BankCode])
  case compare(from: Int?, to: Int?)
  case check
  case commit(CommitTerms)
  case explain(region: RegionCode, banks: [BankCode], channel: Channel, at: Moment?)
  case explainQuery(String, at: Moment?)
  case explainRefusal(String, region: RegionCode?, banks: [BankCode], channel: Channel)
  case code(CodeCommand)
  case endpoints([Endpoint])
  case key(BankCode, file: Word)
  case onboard(Onboarding<BankCode>)
  case audit(AuditQuestion)
  case help([Word])
  case quit

  /// Where a bank is reached.
  public struct Endpoint: Sendable, Equatable {
    public let bank: BankCode
    public let url: String
    public var lines = OperatorSession.Lines.public
  }

  /// Whether it changes nothing but the candidate, so that a loaded file may say it.
  public var isEditing: Bool {
    switch self {
    case .edit, .load, .discard, .rollback: true
    case .show, .health, .compare, .check, .commit, .explain, .explainQuery, .explainRefusal, .code, .endpoints, .key,
      .onboard, .audit, .help, .quit:
      false
    }
  }
}

/// An action with its place.
public struct BoundCommand: Sendable, Equatable {
  public let action: Action
  public let name: String
  public let place: Place
}
