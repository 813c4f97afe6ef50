import Domain
import RolloutControl
import Store
import Text

/// One command as it was written: names are not looked up yet.
public indirect enum Command: Sendable, Equatable {
  case openRegions([Word], share: Share)
  case closeRegions([Word])
  /// No regions: everywhere.
  case connect([Word], regions: [Word])
  case disconnect([Word])
  case suspend([Word], reason: String)
  case resume([Word])
  case openChannels([Word])
  case closeChannels([Word])
  case pauseService(reason: String)
  case resumeService
  case set(policy: Word, value: Word)
  case addBank(NewBank)
  case removeBank(Word)
  case renameRegion(Word, RegionName)
  case renameBank(Word, Bilingual)
  case load(Word)
  case discard
  case rollback(Int)
  case show(Showable)
  /// No banks: all.
  case health(banks: [Word])
  case compare(from: Int?, to: Int?)
  case impact
  case check
  case commit(CommitTerms)
  /// What closes or stops, at once and alone.
  case emergency(Command, reason: String)
  /// Asks for what the command does, or changes what one's own request asks for.
  case request(Command, replacing: Int?)
  case approve(Int, version: Int?)
  case reject(Int, reason: String)
  /// Without a number: of a new request for rules that can be met.
  case breakGlass(Int?, reason: String)
  case signReview(Int)
  /// Without a revision: every one that waits.
  case confirm(Int?)
  case cancelCommit(Int)
  case setOperator(String, OperatorRole)
  case removeOperator(String)
  case explain(region: Word, banks: [Word], channel: Word?, at: Moment?)
  case explainQuery(String, at: Moment?)
  /// What its person tells of it: a region, banks, a channel.
  case explainRefusal(String, region: Word?, banks: [Word], channel: Word?)
  case code(CodeCommand)
  case showBank(Word)
  case showCertification(Word)
  case endpoint(bank: Word, url: String, lines: EndpointLines)
  case key(bank: Word, file: Word)
  case onboard(Onboarding<Word>)
  case audit(AuditQuestion)
  case clock(ClockCommand)
  case trust(TrustDecision)
  /// `let`: holds from the next command on.
  case define(String, [String])
  /// Does the commands of a file here.
  case include(Word)
  /// What follows is done whole or not at all, up to `end`.
  case begin
  case end
  /// Again and again, until Ctrl-C.
  case watch(seconds: Int, ParsedCommand)
  case help([Word])
  case quit
}

/// What `show` shows.
public enum Showable: Sendable, Equatable {
  case timeline
  /// What changed on the map since a revision.
  case mapComparison(Int)
  case map, regions, banks, channels, policies, gate, candidate, history, scheduled, statistics, networkKeys, queue
  case operators, requests, reviews
  case request(Int)
  case revision(Int)
  case bank(BankCode)
  case certification(BankCode)
}

/// What takes a bank on board, the bank named or found.
public enum Onboarding<Bank: Sendable & Equatable>: Sendable, Equatable {
  case register(Bank, url: String, lines: EndpointLines, keys: Word)
  case rotateKey(Bank, file: Word, overlap: Span)
  case rotateNetworkKey(overlap: Span)
  /// `within`: how long an answer that was accepted for later may take; nil: the usual.
  case certify(Bank, within: Span? = nil)
  case maintenance(Bank, from: Moment, until: Moment)
  case cancelMaintenance(Bank)

  func map<Other>(_ find: (Bank) throws -> Other) rethrows -> Onboarding<Other> {
    switch self {
    case .register(let bank, let url, let lines, let keys):
      .register(try find(bank), url: url, lines: lines, keys: keys)
    case .rotateKey(let bank, let file, let overlap): .rotateKey(try find(bank), file: file, overlap: overlap)
    case .rotateNetworkKey(let overlap): .rotateNetworkKey(overlap: overlap)
    case .certify(let bank, let span): .certify(try find(bank), within: span)
    case .maintenance(let bank, let from, let until): .maintenance(try find(bank), from: from, until: until)
    case .cancelMaintenance(let bank): .cancelMaintenance(try find(bank))
    }
  }
}

/// What is asked or decided about the service's clock.
public enum ClockCommand: Sendable, Equatable {
  case show, confirm, reset
}

/// What an administrator decides about the database as a whole.
public enum TrustDecision: Sendable, Equatable {
  /// To go on with an older one.
  case reanchor(reason: String)
  /// To go by the registry that this program has read.
  case updateRegistry
}

/// What `audit` answers.
public enum AuditQuestion: Sendable, Equatable {
  /// With a head noted elsewhere.
  case verify(expecting: String?)
  case head
  case show(AuditFilter)
}

/// A command with its place.
public struct ParsedCommand: Sendable, Equatable {
  public let command: Command
  /// The words of its form, such as `open region`.
  public let name: String
  public let place: Place
  /// What its output passes, in this order.
  public var stages: [Stage] = []
}
