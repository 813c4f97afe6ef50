import Domain

/// What the rollout rules read and write, in one transaction. The rules know these nouns and no engine; a store adopts
/// them over its tables.
///
/// What a store gives here is as it was entered: where it finds that somebody had a hand in it, it throws.
public protocol RolloutRecords: AuditRecords, BankRecords, RevisionRecords, SealedRecords {
  /// The time of everything that this transaction does.
  var now: Moment { get }
  /// Whether everybody may try everything: policies are off unless they were switched on.
  var isSandbox: Bool { get }
  /// What the registry's files say; a revision may add to it.
  var registry: Catalogue { get }
  /// The registry with what a rollout adds to it.
  func catalogue(of rollout: Rollout) -> Catalogue

  var scheduled: any ScheduledRecords { get }
  var unconfirmed: any UnconfirmedRecords { get }
  var requests: any RequestRecords { get }
  var brokenGlass: any BrokenGlassRecords { get }
  var reviews: any ReviewRecords { get }
  var operatorList: any OperatorRecords { get }

  /// Whether something takes force by itself now. Every acceptance asks it.
  func isAnyDue() throws -> Bool
  /// When something takes force by itself next; nil where nothing waits.
  func nextChange() throws -> Moment?
}

/// The revisions. Each is given as it was committed: its hash follows from all that it says and is the one that the chain
/// has.
public protocol RevisionRecords {
  /// The number of the revision in force when nothing is due.
  func lastAppliedNumber() throws -> Int
  /// Nil where there is none of this number.
  func knownRevision(_ number: Int) throws -> Revision?
  /// One that is known to exist.
  func revision(_ number: Int) throws -> Revision
  /// Puts in the revision after the last one: it is running from now on. `subjects` are what it changes, `banks` those
  /// that it closes.
  func run(_ revision: Revision, changing subjects: [RolloutChange.Subject], closing banks: [BankCode]) throws
  /// The latest revision up to one that changed a subject; nil where none did.
  func latestChange(of subject: RolloutChange.Subject, upTo revision: Int) throws -> Int?
}

extension RevisionRecords {
  /// The revision in force when nothing is due.
  public func lastAppliedRevision() throws -> Revision { try revision(try lastAppliedNumber()) }
}

/// What decides is compared with what was sealed before it is used (rule 11).
public protocol SealedRecords {
  /// Refuses records that are not as they were sealed.
  func check(_ tables: DecidingTable...) throws
  /// Whether records are as they were sealed, by what is stored now.
  func isAsSealed(_ table: DecidingTable) throws -> Bool
  /// Takes records as they are: the caller sees to every one of them.
  func takeAsItIs(_ table: DecidingTable) throws
  /// What to throw where records contradict one another, so that somebody had a hand in them.
  func altered(_ records: String) -> any Error
}

extension SealedRecords {
  /// By what tells them apart. Whoever writes a store past this program can double it.
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
