import Domain

/// Commits that take force later.
public protocol ScheduledRecords {
  /// By number. Of records that were altered, those that cannot be read are left out.
  func all() throws -> [ScheduledCommit]
  /// The same, whether or not any was altered.
  func readable() throws -> [ScheduledCommit]
  /// The numbers of all, readable or not.
  func numbers() throws -> [Int]
  func isAnyPending() throws -> Bool
  /// Gives the new commit's number.
  func insert(
    base: Int, rollout: Rollout, author: String, comment: String, at: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation?, restated: Scope
  ) throws -> Int
  func markCancelled(_ number: Int) throws
  func markApplied(_ number: Int, revision: Int) throws
  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws
  /// Somebody was told that it was dropped.
  func markTold(_ number: Int, isAuthor: Bool) throws
  func remove(_ number: Int) throws
  /// Puts in the place of one that was altered what is known of it still: that it was dropped.
  func replaceAltered(_ commit: ScheduledCommit) throws
}

extension ScheduledRecords {
  public func commit(_ number: Int) throws -> ScheduledCommit? { try all().first { $0.number == number } }

  /// The one that became a revision.
  public func step(of revision: Int) throws -> ScheduledCommit? {
    try all().first { $0.state == .applied(revision: revision) }
  }

  /// The pending commit that takes force first, where its time has come.
  func firstDue(at now: Moment) throws -> ScheduledCommit? {
    try all().filter { $0.state == .pending && $0.effectiveAt <= now }
      .min { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
  }
}

/// Commits with a timer, and what became of them.
public protocol UnconfirmedRecords {
  /// By revision.
  func all() throws -> [UnconfirmedCommit]
  func insert(_ commit: UnconfirmedCommit) throws
  func putOff(_ revision: Int, until: Moment) throws
  func markConfirmed(_ revision: Int, by name: String) throws
  func markRestored(_ revision: Int, by restoration: Int?) throws
}

extension UnconfirmedRecords {
  func waiting() throws -> [UnconfirmedCommit] { try all().filter { $0.state == .waiting } }

  /// The one whose time was over first.
  func firstDue(at now: Moment) throws -> UnconfirmedCommit? {
    try waiting().filter { $0.until <= now }.min { ($0.until, $1.revision) < ($1.until, $0.revision) }
  }
}

/// Requests that take force without the approvals they lack.
public protocol BrokenGlassRecords {
  /// By number.
  func all() throws -> [BrokenGlass]
  func insert(
    request: Int, version: Int, author: String, reason: String, at: Moment, dueAt: Moment
  ) throws -> BrokenGlass
  func markDone(_ number: Int, review: Int) throws
  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws
  /// Ends what waits for a request.
  func markWithdrawn(request: Int) throws
}

extension BrokenGlassRecords {
  /// The latest of a request.
  func latest(of request: Int) throws -> BrokenGlass? { try all().last { $0.request == request } }

  /// The one that left a review behind.
  func leaving(review: Int) throws -> BrokenGlass? { try all().first { $0.state == .done(review: review) } }

  func firstDue(at now: Moment) throws -> BrokenGlass? {
    try all().filter { $0.state == .waiting && $0.dueAt <= now }
      .min { ($0.dueAt, $0.number) < ($1.dueAt, $1.number) }
  }
}
