import Domain

/// One command as it was written: names are not looked up yet.
public enum Command: Sendable, Equatable {
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
  case load(Word)
  case discard
  case rollback(Int)
  case show(Showable)
  case compare(from: Int?, to: Int?)
  case check
  case commit(at: Moment?, comment: String)
  case explain(region: Word, banks: [Word], channel: Word?, at: Moment?)
  case endpoint(bank: Word, url: String)
  case key(bank: Word, file: Word)
  case audit(AuditQuestion)
  case help([Word])
  case quit
}

/// What `show` shows.
public enum Showable: Sendable, Equatable {
  case map, regions, banks, channels, policies, gate, candidate, history, scheduled, statistics
  case revision(Int)
}

/// What `audit` answers.
public enum AuditQuestion: Sendable, Equatable {
  case verify, head
  /// The latest records, or all.
  case show(last: Int?)
}

/// A command with its place.
public struct ParsedCommand: Sendable, Equatable {
  public let command: Command
  /// The words of its form, such as `open region`.
  public let name: String
  public let place: Place
}
