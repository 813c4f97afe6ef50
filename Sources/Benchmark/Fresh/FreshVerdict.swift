import Domain

/// The comparison of all reported and stored decisions with rule 1: no query is accepted under an old revision once the
/// commit of a later one has come back, and a closed region or bank is not accepted under its revision.
struct FreshVerdict: Equatable {
  /// A query as stored.
  struct Row: Equatable {
    let revision: Int
    let region: RegionCode
    let banks: [BankCode]
    let acceptedAt: Moment
  }

  private(set) var acceptances = 0
  private(set) var refusals = 0
  private(set) var failures = 0
  /// The number of decisions under a revision although a later one's commit had come back before the application began.
  private(set) var stale = 0
  /// The number of decisions under a revision whose commit had not begun when the application was over.
  private(set) var premature = 0
  /// The number of acceptances, or refusals with other codes, against the revision's rules.
  private(set) var misjudged = 0
  /// The number of promised queries that are not stored as promised, and of stored ones that were never promised.
  private(set) var lost = 0
  /// The number of queries stored as accepted after the next revision was in force.
  private(set) var overtaken = 0

  private let commits: [FreshCommit]

  /// `stored` are all queries, by identifier; `inForce` are the times from which on each revision was in force.
  init(
    _ events: [FreshEvent], base: FreshCommit, stored: [String: Row], inForce: [Int: Moment]
  ) {
    commits = ([base] + events.commits).sorted { $0.revision < $1.revision }
    for event in events {
      switch event {
      case .accepted(let visit, let query):
        acceptances += 1
        judge(visit, codes: [])
        judge(visit, stored[query], next: inForce[visit.revision + 1])
      case .refused(let visit, let codes):
        refusals += 1
        judge(visit, codes: codes)
      case .committed: break
      case .failed: failures += 1
      }
    }
    let promises = events.promises
    lost += stored.keys.count { !promises.contains($0) }
  }

  private mutating func judge(_ visit: FreshVisit, codes: [String]) {
    let returned = commits.prefix { $0.span.upperBound <= visit.span.lowerBound }.last?.revision ?? 0
    if visit.revision < returned { stale += 1 }
    guard let commit = commits.first(where: { $0.revision == visit.revision }) else { return misjudged += 1 }
    if commit.span.lowerBound > visit.span.upperBound { premature += 1 }
    if commit.codes(visit) != codes { misjudged += 1 }
  }

  private mutating func judge(_ visit: FreshVisit, _ row: Row?, next: Moment?) {
    guard let row, row.revision == visit.revision, row.region == visit.region, row.banks == [visit.bank] else {
      return lost += 1
    }
    if let next, row.acceptedAt > next { overtaken += 1 }
  }
}

extension [FreshEvent] {
  var commits: [FreshCommit] {
    compactMap { if case .committed(let commit) = $0 { commit } else { nil } }
  }

  /// The queries that a person was promised.
  var promises: Set<String> {
    Set(compactMap { if case .accepted(_, let query) = $0 { query } else { nil } })
  }
}
