import Domain

/// Holds what the processes told, and what is stored, against rule 1: no query is accepted under an old revision once
/// the commit of a later one has come back, and what a revision closes is not accepted under it.
struct FreshVerdict: Equatable {
  /// A query as it is stored.
  struct Row: Equatable {
    let revision: Int
    let region: RegionCode
    let banks: [BankCode]
    let acceptedAt: Moment
  }

  private(set) var acceptances = 0
  private(set) var refusals = 0
  private(set) var failures = 0
  /// Decided under a revision although a later one's commit had come back before the application began.
  private(set) var stale = 0
  /// Decided under a revision whose commit had not begun when the application was over.
  private(set) var premature = 0
  /// Accepted, or refused with other codes, where the revision says otherwise.
  private(set) var misjudged = 0
  /// Promised, and not stored as it was promised; or stored and never promised.
  private(set) var lost = 0
  /// Stored as accepted after the next revision was in force.
  private(set) var overtaken = 0

  private let commits: [FreshCommit]

  /// `stored` are all queries there are, by identifier; `inForce` says from when each revision was.
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

  /// The queries that somebody was told of.
  var promises: Set<String> {
    Set(compactMap { if case .accepted(_, let query) = $0 { query } else { nil } })
  }
}
