import Domain

/// The records that the rollout rules read and write, in one transaction. The rules know these nouns and no engine; a
/// store adopts the protocols over its tables.
///
/// Records are given as entered: if a store finds that somebody has altered them, it throws.
public protocol RolloutRecords: AuditRecords, BankRecords, RevisionRecords, SealedRecords {
  /// The time of everything that this transaction does.
  var now: Moment { get }
  /// Whether the database is a sandbox: policies are off unless they were switched on.
  var isSandbox: Bool { get }
  /// The registry by its files; a revision may add to it.
  var registry: Catalogue { get }
  /// The registry with the entries that a rollout adds.
  func catalogue(of rollout: Rollout) -> Catalogue

  var scheduled: any ScheduledRecords { get }
  var unconfirmed: any UnconfirmedRecords { get }
  var requests: any RequestRecords { get }
  var brokenGlass: any BrokenGlassRecords { get }
  var reviews: any ReviewRecords { get }
  var operatorList: any OperatorRecords { get }

  /// Whether a change is due that takes force by itself. Every acceptance asks this.
  func isAnyDue() throws -> Bool
  /// The time of the next change that takes force by itself; nil if none waits.
  func nextChange() throws -> Moment?
}

/// The revisions, each as it was committed: its hash follows from its content and is the one of the chain.
public protocol RevisionRecords {
  /// The number of the last applied revision, which is in force if nothing is due.
  func lastAppliedNumber() throws -> Int
  /// The revision of a number; nil if there is none.
  func knownRevision(_ number: Int) throws -> Revision?
  /// The revision of a number that is known to exist.
  func revision(_ number: Int) throws -> Revision
  /// Stores the revision after the last one and makes it the running one. `subjects` are those it changes, `banks`
  /// those that it closes.
  func run(_ revision: Revision, changing subjects: [RolloutChange.Subject], closing banks: [BankCode]) throws
  /// The latest revision up to one that changed a subject; nil if none did.
  func latestChange(of subject: RolloutChange.Subject, upTo revision: Int) throws -> Int?
}

extension RevisionRecords {
  /// The last applied revision, which is in force if nothing is due.
  public func lastAppliedRevision() throws -> Revision { try revision(try lastAppliedNumber()) }
}

/// The tables that decide, compared with their seal before use (rule 11).
public protocol SealedRecords {
  /// Throws if a table is not as it was sealed.
  func check(_ tables: DecidingTable...) throws
  /// Whether a table is stored as it was sealed.
  func isAsSealed(_ table: DecidingTable) throws -> Bool
  /// Takes the rows of a table as sealed; the caller checks each.
  func takeAsItIs(_ table: DecidingTable) throws
  /// The error for records that contradict one another, so that somebody has altered them.
  func altered(_ records: String) -> any Error
}

extension SealedRecords {
  /// A dictionary of records by their keys; throws if a key comes twice, as whoever writes a store past this program
  /// can double one.
  func distinct<Key: Hashable, Value>(
    _ pairs: some Sequence<(Key, Value)>, in records: String
  ) throws -> [Key: Value] {
    var values: [Key: Value] = [:]
    for (key, value) in pairs {
      guard values.updateValue(value, forKey: key) == nil else { throw altered(records) }
    }
    return values
  }
}
