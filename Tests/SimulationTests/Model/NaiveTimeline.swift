import Domain

/// The simulator's own record of the rollout: which revision is in force when, scheduled commits included.
struct NaiveTimeline {
  struct Scheduled {
    let number: Int
    let author: String
    var said: NaiveSaid
    let effectiveAt: Moment
    /// Its timer begins when it takes force.
    let terms: NaiveTerms
    var state = State.pending
    /// The request that was approved; nil where its author made it alone.
    var request: Int?

    enum State: Equatable {
      case pending
      case applied(revision: Int)
      /// Nobody has been told.
      case dropped
      /// An operator has been told who is not its author.
      case toldAnother
      case told
    }

    func stands(on earlier: Scheduled) -> Bool {
      earlier.author == author && earlier.number < number && earlier.effectiveAt <= effectiveAt
    }
  }

  /// By number.
  private(set) var revisions: [NaiveRollout]
  private(set) var effectiveAt: [Moment]
  /// What each revision said, whether or not it changed it; nothing of what was made by undoing.
  private(set) var said: [Set<NaiveThing>] = [[]]
  private(set) var scheduled: [Scheduled] = []
  var timers: [NaiveTimer] = []
  var requests: [NaiveRequest] = []
  var reviews: [NaiveReview] = []
  /// Of those who are registered.
  var roles: [String: String]
  /// What is counted of the banks, as far as a timer waits for it.
  var counts: [NaiveCount] = []
  /// Records that the audit chain must hold.
  private(set) var auditRecords: Int

  init(_ initial: NaiveRollout, auditRecords: Int, roles: [String: String]) {
    revisions = [initial]
    effectiveAt = [Moment(milliseconds: 0)]
    self.auditRecords = auditRecords
    self.roles = roles
  }

  var number: Int { revisions.count - 1 }
  var running: NaiveRollout { revisions[number] }

  /// The same with everything done that has fallen due by then.
  func at(_ moment: Moment) -> NaiveTimeline {
    var later = self
    later.apply(upTo: moment)
    return later
  }

  /// What was not confirmed is undone and scheduled commits take force, in the order of their times, the former first.
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

  /// A scheduled commit that conflicts is dropped.
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

  /// What one operator schedules is one plan: without one of its steps those after it are dropped.
  private mutating func loseSteps(after lost: Scheduled) {
    for index in scheduled.indices where scheduled[index].state == .pending && scheduled[index].stands(on: lost) {
      drop(index)
    }
  }

  /// Nobody confirmed it in time: the guardrails decide, or it is undone.
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

  /// Starts the timer of the revision that has just taken force, where it has one.
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

  /// One record more.
  mutating func note() { auditRecords += 1 }

  /// Whether what is counted of the banks will decide something.
  var watchesBanks: Bool {
    timers.contains { $0.state == .waiting && !$0.guardrails.isEmpty }
      || scheduled.contains { $0.state == .pending && $0.terms.isGuarded }
  }

  /// What an author is to be told of.
  func untold(to author: String) -> [Int] {
    scheduled.filter { $0.state == .dropped || $0.state == .toldAnother && $0.author == author }.map(\.number)
  }

  mutating func tell(_ numbers: [Int], to author: String) {
    for index in scheduled.indices where numbers.contains(scheduled[index].number) {
      scheduled[index].state = scheduled[index].author == author ? .told : .toldAnother
    }
  }

  /// Whether a bank was disconnected at any moment since a revision was in force: its enquiries of that time have ended.
  func wasClosed(_ bank: BankCode, after revision: Int) -> Bool {
    revisions[min(revision, number)...].dropFirst().contains { $0.state(of: bank) == .closed }
  }
}
