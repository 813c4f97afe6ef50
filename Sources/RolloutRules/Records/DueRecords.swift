import Domain

/// The scheduled commits.
public protocol ScheduledRecords {
  /// All scheduled commits, by number. Altered records that cannot be read are left out.
  func all() throws -> [ScheduledCommit]
  /// The readable commits, whether or not any was altered.
  func readable() throws -> [ScheduledCommit]
  /// The numbers of all commits, readable or not.
  func numbers() throws -> [Int]
  func isAnyPending() throws -> Bool
  /// Stores a scheduled commit and gives its number.
  func insert(
    base: Int, rollout: Rollout, author: String, comment: String, at: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation?, restated: Scope
  ) throws -> Int
  func markCancelled(_ number: Int) throws
  func markApplied(_ number: Int, revision: Int) throws
  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws
  /// Notes that an operator was told that the commit was dropped.
  func markTold(_ number: Int, isAuthor: Bool) throws
  func remove(_ number: Int) throws
  /// Replaces an altered record by a commit that was dropped.
  func replaceAltered(_ commit: ScheduledCommit) throws
}

extension ScheduledRecords {
  public func commit(_ number: Int) throws -> ScheduledCommit? { try all().first { $0.number == number } }

  /// The commit that became a revision.
  public func step(of revision: Int) throws -> ScheduledCommit? {
    try all().first { $0.state == .applied(revision: revision) }
  }

  /// The pending commit that takes force first, if its time has come.
  func firstDue(at now: Moment) throws -> ScheduledCommit? {
    try all().filter { $0.state == .pending && $0.effectiveAt <= now }
      .min { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
  }
}

/// The commits that have to be confirmed in time, and their ends.
public protocol UnconfirmedRecords {
  /// All unconfirmed commits, by revision.
  func all() throws -> [UnconfirmedCommit]
  func insert(_ commit: UnconfirmedCommit) throws
  func putOff(_ revision: Int, until: Moment) throws
  func markConfirmed(_ revision: Int, by name: String) throws
  func markRestored(_ revision: Int, by restoration: Int?) throws
}

extension UnconfirmedRecords {
  func waiting() throws -> [UnconfirmedCommit] { try all().filter { $0.state == .waiting } }

  /// The commit whose time was over first.
  func firstDue(at now: Moment) throws -> UnconfirmedCommit? {
    try waiting().filter { $0.until <= now }.min { ($0.until, $1.revision) < ($1.until, $0.revision) }
  }
}

/// The requests that take force without the approvals they lack.
public protocol BrokenGlassRecords {
  /// All broken glasses, by the request's number.
  func all() throws -> [BrokenGlass]
  func insert(
    request: Int, version: Int, author: String, reason: String, at: Moment, dueAt: Moment
  ) throws -> BrokenGlass
  func markDone(_ number: Int, review: Int) throws
  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws
  /// Withdraws the broken glass of a request.
  func markWithdrawn(request: Int) throws
}

extension BrokenGlassRecords {
  /// The latest broken glass of a request.
  func latest(of request: Int) throws -> BrokenGlass? { try all().last { $0.request == request } }

  /// The broken glass whose change left a review.
  func leaving(review: Int) throws -> BrokenGlass? { try all().first { $0.state == .done(review: review) } }

  func firstDue(at now: Moment) throws -> BrokenGlass? {
    try all().filter { $0.state == .waiting && $0.dueAt <= now }
      .min { ($0.dueAt, $0.number) < ($1.dueAt, $1.number) }
  }
}
