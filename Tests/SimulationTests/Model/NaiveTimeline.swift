import Domain

/// The simulator's own record of the rollout: the revisions and their times, scheduled commits included.
struct NaiveTimeline {
  struct Scheduled {
    let number: Int
    let author: String
    var said: NaiveSaid
    let effectiveAt: Moment
    /// The terms; the timer begins when the commit takes force.
    let terms: NaiveTerms
    var state = State.pending
    /// The approved request; nil if its author made the commit alone.
    var request: Int?

    enum State: Equatable {
      case pending
      case applied(revision: Int)
      /// The commit was dropped and nobody was told.
      case dropped
      /// The commit was dropped and an operator other than its author was told.
      case toldAnother
      case told
    }

    func stands(on earlier: Scheduled) -> Bool {
      earlier.author == author && earlier.number < number && earlier.effectiveAt <= effectiveAt
    }
  }

  /// The revisions, by number.
  private(set) var revisions: [NaiveRollout]
  private(set) var effectiveAt: [Moment]
  /// The facets that each revision said, whether or not it changed them; none for restorations.
  private(set) var said: [Set<NaiveThing>] = [[]]
  private(set) var scheduled: [Scheduled] = []
  var timers: [NaiveTimer] = []
  var requests: [NaiveRequest] = []
  var reviews: [NaiveReview] = []
  /// The roles of the registered operators.
  var roles: [String: String]
  /// The counts of the banks, as far as a timer needs them.
  var counts: [NaiveCount] = []
  /// The number of records that the audit chain must have.
  private(set) var auditRecords: Int

  init(_ initial: NaiveRollout, auditRecords: Int, roles: [String: String]) {
    revisions = [initial]
    effectiveAt = [Moment(milliseconds: 0)]
    self.auditRecords = auditRecords
    self.roles = roles
  }

  var number: Int { revisions.count - 1 }
  var running: NaiveRollout { revisions[number] }

  /// The timeline after everything that is due by a moment.
  func at(_ moment: Moment) -> NaiveTimeline {
    var later = self
    later.apply(upTo: moment)
    return later
  }

  /// Undoes unconfirmed commits and lets scheduled commits take force, in the order of their times, the former
  /// first.
  mutating func apply(upTo moment: Moment) {
    while true {
      let timer = timers.indices
        .filter { timers[$0].state == .waiting && timers[$0].until <= moment }
        .min { (timers[$0].until, timers[$1].revision) < (timers[$1].until, timers[$0].revision) }
      let commit = scheduled.indices
        .filter { scheduled[$0].state == .pending && scheduled[$0].effectiveAt <= moment }
        .min { (scheduled[$0].effectiveAt, $0) < (scheduled[$1].effectiveAt, $1) }
      if let timer, commit.map({ timers[timer].until <= scheduled[$0].effectiveAt }) ?? true {
        end(timer)
      } else if let commit {
        takeForce(commit)
      } else {
        return
      }
    }
  }

  /// Lets a scheduled commit take force; one with a conflict is dropped.
  private mutating func takeForce(_ index: Int) {
    let commit = scheduled[index]
    guard !commit.said.clashes(with: running) else {
      drop(index)
      return loseSteps(after: commit)
    }
    for later in scheduled.indices where scheduled[later].state == .pending && scheduled[later].stands(on: commit) {
      for thing in commit.said.things { scheduled[later].said.seen.take(thing, from: commit.said.meant) }
    }
    let merged = commit.said.over(running)
    guard merged != running || leansOnWaiting(commit.said.things) else { return drop(index) }
    guard mayTakeForce(commit, as: merged) else {
      drop(index)
      return loseSteps(after: commit)
    }
    append(merged, saying: commit.said.things, at: commit.effectiveAt)
    scheduled[index].state = .applied(revision: number)
    startTimer(commit.terms)
  }

  private mutating func drop(_ index: Int) {
    scheduled[index].state = .dropped
    note()
  }

  /// Drops later steps of a lost commit: the commits of one operator are one plan.
  private mutating func loseSteps(after lost: Scheduled) {
    for index in scheduled.indices where scheduled[index].state == .pending && scheduled[index].stands(on: lost) {
      drop(index)
    }
  }

  /// Ends a timer without confirmation: the guardrails decide, or the commit is undone.
  private mutating func end(_ index: Int) {
    let timer = timers[index]
    note()
    switch timer.verdict(counts, connected: banksConnected(by: timer.revision)) {
    case .held: timers[index].state = .confirmed(by: "chaka")
    case .undecided where timer.holds:
      timers[index].until = timer.until.adding(timer.until.since(timer.from))
    case .undecided, .broken: undo(index)
    }
  }

  private mutating func undo(_ index: Int) {
    let timer = timers[index]
    let undone = undoing(timer.revision)
    var left = undone
    for review in reviews where review.signedBy == nil { keep(review, in: &left) }
    timers[index].state = .restored(by: nil)
    if left != running {
      append(left, saying: undone.things(unlike: left), at: timer.until)
      timers[index].state = .restored(by: number)
    }
    if let step = scheduled.first(where: { $0.state == .applied(revision: timer.revision) }) { loseSteps(after: step) }
  }

  private func banksConnected(by number: Int) -> [String] {
    let (before, made) = (revisions[number - 1], revisions[number])
    return made.banks.indices.filter { index in
      guard case .connected = made.states[index] else { return false }
      if case .connected = before.states[index] { return false }
      return true
    }.map { made.banks[$0].text }
  }

  /// Starts the timer of the revision that has just taken force, if it has one.
  mutating func startTimer(_ terms: NaiveTerms) {
    guard let minutes = terms.minutes else { return }
    let from = effectiveAt[number]
    timers.append(
      NaiveTimer(
        revision: number, from: from, until: from.adding(.minutes(Int64(minutes))), guardrails: terms.guardrails,
        atLeast: terms.atLeast, holds: terms.holds))
    note()
  }

  mutating func append(_ rollout: NaiveRollout, saying things: Set<NaiveThing>, at moment: Moment) {
    revisions.append(rollout)
    said.append(things)
    effectiveAt.append(moment)
    auditRecords += 1
  }

  mutating func schedule(_ said: NaiveSaid, _ terms: NaiveTerms, by author: String) {
    guard let at = terms.at else { return }
    var said = said
    said.seen = running
    scheduled.append(
      Scheduled(number: scheduled.count + 1, author: author, said: said, effectiveAt: at, terms: terms))
    note()
  }

  /// Notes that the commit scheduled last was approved.
  mutating func noteScheduled(by request: Int) { scheduled[scheduled.count - 1].request = request }

  /// Notes one more record.
  mutating func note() { auditRecords += 1 }

  /// Whether the counts of the banks will decide anything.
  var watchesBanks: Bool {
    timers.contains { $0.state == .waiting && !$0.guardrails.isEmpty }
      || scheduled.contains { $0.state == .pending && $0.terms.isGuarded }
  }

  /// The dropped commits that an author is to be told of.
  func untold(to author: String) -> [Int] {
    scheduled.filter { $0.state == .dropped || $0.state == .toldAnother && $0.author == author }.map(\.number)
  }

  mutating func tell(_ numbers: [Int], to author: String) {
    for index in scheduled.indices where numbers.contains(scheduled[index].number) {
      scheduled[index].state = scheduled[index].author == author ? .told : .toldAnother
    }
  }

  /// Whether a bank was disconnected at any moment since a revision was in force: its enquiries of that time have
  /// ended.
  func wasClosed(_ bank: BankCode, after revision: Int) -> Bool {
    revisions[min(revision, number)...].dropFirst().contains { $0.state(of: bank) == .closed }
  }
}
