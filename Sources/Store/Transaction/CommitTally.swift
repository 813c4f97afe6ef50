import Domain

/// The counts of one commit, which are written once at its end, in the order of their rows: every commit adds to the
/// same few rows, and two that take them in different orders would wait for each other.
///
/// A job's counts come in when its work has succeeded: what it undoes with its savepoint does not count.
final class CommitTally {
  private var health = HealthTally()
  private var answers = AnswerTally()
  /// The latest time that a job of this commit carried; nil as long as none has succeeded.
  private(set) var latest: Moment?
  /// The noted time as the commit found it; nil until a job has asked.
  private var noted: NotedTime?
  private var head: AuditHead??

  /// Takes over what a transaction has counted, at its end.
  func take(_ transaction: Transaction) {
    health.add(transaction.health)
    answers.add(transaction.answers)
    latest = max(latest ?? transaction.now, transaction.now)
  }

  /// The head of the audit chain beside the secrets, read once for all jobs of the commit.
  func head(by file: AuditHeadFile) -> AuditHead? {
    if let head { return head }
    let noted = file.latest()
    head = .some(noted)
    return noted
  }

  /// The latest time written when the commit began, read once for all its jobs: nobody else writes meanwhile.
  func noted(in session: any WriteSession, by keeper: TimeKeeper) throws -> NotedTime {
    if let noted { return noted }
    let found = try keeper.latest(in: session)
    noted = found
    return found
  }

  /// Writes the counts, health first, and notes the time of a commit that has counted only.
  func conclude(in session: any WriteSession, noting keeper: TimeKeeper) throws {
    try session.add(health)
    try session.add(answers)
    if let latest { try keeper.note(latest, in: session) }
  }
}
