/// The rollout played forward over all that waits for its moment, by the rules by which it will happen. What nobody can
/// know is assumed: which timers end confirmed.
public struct Play: Sendable {
  public internal(set) var chronicle: Chronicle
  /// What waits to be confirmed.
  var timers: [UnconfirmedCommit]
  /// What waits for its time.
  var pending: [ScheduledCommit]
  /// What each of them says, in the knowledge of the steps before it.
  var intents: [Int: Intent]
  var certified: [BankCode: Moment]
  private let registry: Catalogue
  private let isSandbox: Bool
  /// What emergencies closed that nobody has reviewed.
  private let closures: [Closure]
  /// Who could meet rules that come back; nil where that is not judged.
  private let operators: [OperatorRecord]?
  /// The revision that changed a subject last, of those that what waits is about and nothing in the chronicle changed.
  private let changedAt: [RolloutChange.Subject: Int]
  /// Which scheduled commit a revision came from.
  var steps: [Int: ScheduledCommit]
  /// What made the revisions of the play.
  var origins: [Int: Origin] = [:]
  var fates: [Int: Fate] = [:]

  /// What a revision comes from.
  public enum Origin: Sendable, Hashable {
    /// It is in force already.
    case revision(Int)
    case scheduled(Int)
    /// The undoing of another.
    case undoing(Timer)
    case certification(BankCode)
  }

  /// What nobody can know before: whether it is confirmed in time.
  public enum Timer: Sendable, Hashable {
    case revision(Int)
    /// Of a commit that still waits for its time.
    case scheduled(Int)
  }

  /// What becomes of a scheduled commit.
  public enum Fate: Sendable, Equatable {
    case force
    case nothing
    case conflict(paths: [String], with: Origin)
    case stepLost(Origin)
    case uncertified([BankCode])
    case registryConflict

    public var isDropped: Bool { self != .force && self != .nothing }
  }

  public init(
    chronicle: Chronicle, timers: [UnconfirmedCommit], pending: [ScheduledCommit], intents: [Int: Intent],
    steps: [Int: ScheduledCommit], changedAt: [RolloutChange.Subject: Int] = [:], certified: [BankCode: Moment],
    registry: Catalogue, isSandbox: Bool, closures: [Closure] = [], operators: [OperatorRecord]? = nil
  ) {
    self.chronicle = chronicle
    self.timers = timers
    self.pending = pending
    self.intents = intents
    self.steps = steps
    self.changedAt = changedAt
    self.certified = certified
    self.registry = registry
    self.isSandbox = isSandbox
    self.closures = closures
    self.operators = operators
  }

  /// Everything of which it has to be assumed whether it is confirmed.
  public var unknown: [Timer] {
    timers.map { .revision($0.revision) } + pending.filter { $0.confirmation != nil }.map { .scheduled($0.number) }
  }

  /// What becomes of each commit that waits for its time, by number, where just these timers end confirmed.
  public func fates(confirming confirmed: Set<Timer>) -> [Int: Fate] {
    var play = self
    while !play.pending.isEmpty, let event = play.next { play.take(event, confirming: confirmed) }
    return play.fates
  }

  /// The same with a commit that takes force at once, which confirms what waits.
  public func committing(_ rollout: Rollout) -> Play {
    var play = self
    for timer in timers { play.chronicle.confirm(timer.revision) }
    play.timers = []
    play.append(rollout, .firm, from: .revision(chronicle.number + 1))
    return play
  }

  /// The same with one more commit that waits for its time.
  public func scheduling(_ commit: ScheduledCommit, _ intent: Intent) -> Play {
    var play = self
    play.pending.append(commit)
    play.intents[commit.number] = intent
    return play
  }

  /// Lets all happen that is due by then, with nothing confirmed.
  mutating func advance(to moment: Moment) {
    while let event = next, event.at <= moment { take(event, confirming: []) }
  }

  private var next: DueEvent? {
    DueEvent.first(
      of: certified.map { .endOfCertification($0.key, at: $0.value) } + timers.map { .endOfTimer($0) }
        + pending.map { .commit($0) })
  }

  private mutating func take(_ event: DueEvent, confirming confirmed: Set<Timer>) {
    switch event {
    case .endOfCertification(let bank, _): endCertification(of: bank)
    case .endOfTimer(let commit):
      timers.removeAll { $0.revision == commit.revision }
      let timer = timer(of: commit.revision)
      if confirmed.contains(timer) { chronicle.confirm(commit.revision) } else { undo(commit, timer) }
    case .commit(let commit):
      pending.removeAll { $0.number == commit.number }
      takeForce(commit)
    // Whether somebody rejects it before nobody can know.
    case .endOfDelay: break
    }
  }
}

// MARK: Events

extension Play {
  private func timer(of revision: Int) -> Timer {
    if case .scheduled(let number)? = origins[revision] { .scheduled(number) } else { .revision(revision) }
  }

  private mutating func endCertification(of bank: BankCode) {
    certified[bank] = nil
    var rollout = chronicle.running
    guard rollout.requiresCertification(isSandbox: isSandbox), case .connected = rollout.state(of: bank) else { return }
    rollout.apply(.suspend([bank], reason: BankRollout.certificationEnded))
    append(rollout, .firm, from: .certification(bank))
  }

  private mutating func undo(_ commit: UnconfirmedCommit, _ timer: Timer) {
    let undone = chronicle.undoing(commit.revision).rollout
    chronicle.undo(commit.revision)
    var rollout = undone
    rollout.settle(restoredFrom: chronicle.running, over: registry) { uncertified(in: $0, at: commit.until) }
    _ = rollout.keep(closed: closures, of: chronicle.running, meetableBy: operators, isSandbox: isSandbox)
    if rollout != chronicle.running {
      append(
        rollout, .restoration, restating: Scope(changing: undone, to: rollout), from: .undoing(timer))
    }
    if let step = steps[commit.revision] { dropSteps(after: step, lostBy: .undoing(timer)) }
  }

  private mutating func takeForce(_ commit: ScheduledCommit) {
    let intent = intents[commit.number] ?? commit.intent(on: chronicle.running)
    switch chronicle.landing(of: intent) {
    case .conflict(_, let theirs):
      let subjects = theirs.map(\.subject)
      drop(commit, .conflict(paths: subjects.map(\.path), with: origin(of: subjects)))
    case .nothing: pass(commit, intent, .nothing)
    case .force(let rollout, let restated):
      if (try? rollout.requireConsistent(over: registry)) == nil { return drop(commit, .registryConflict) }
      let uncertified = uncertified(in: rollout, at: commit.effectiveAt)
      guard uncertified.isEmpty else { return drop(commit, .uncertified(uncertified)) }
      pass(commit, intent, .force)
      append(
        rollout, commit.confirmation == nil ? .firm : .waiting, restating: restated, from: .scheduled(commit.number))
      startTimer(of: commit)
    }
  }

  private mutating func startTimer(of commit: ScheduledCommit) {
    guard let confirmation = commit.confirmation else { return }
    steps[chronicle.number] = commit
    timers.append(
      UnconfirmedCommit(
        revision: chronicle.number, author: commit.author, from: commit.effectiveAt,
        until: commit.effectiveAt.adding(.minutes(Int64(confirmation.minutes))), guardrails: confirmation.guardrails,
        state: .waiting))
  }

  /// Those after it stand on it.
  private mutating func pass(_ commit: ScheduledCommit, _ intent: Intent, _ fate: Fate) {
    fates[commit.number] = fate
    for later in pending where later.stands(on: commit) {
      intents[later.number] = intents[later.number]?.standing(on: intent)
    }
  }

  private mutating func drop(_ commit: ScheduledCommit, _ fate: Fate) {
    fates[commit.number] = fate
    dropSteps(after: commit, lostBy: .scheduled(commit.number))
  }

  mutating func dropSteps(after commit: ScheduledCommit, lostBy origin: Origin) {
    for later in pending where later.stands(on: commit) { fates[later.number] = .stepLost(origin) }
    pending.removeAll { $0.stands(on: commit) }
  }

  private mutating func append(
    _ rollout: Rollout, _ standing: Chronicle.Standing, restating restated: Scope = .none, from origin: Origin
  ) {
    chronicle.append(rollout, restating: restated, standing)
    origins[chronicle.number] = origin
  }

  private func uncertified(in rollout: Rollout, at moment: Moment) -> [BankCode] {
    guard rollout.requiresCertification(isSandbox: isSandbox) else { return [] }
    return rollout.connectedBanks.filter { bank in certified[bank].map { $0 <= moment } ?? true }
  }

  /// What changed one of these subjects last.
  private func origin(of subjects: [RolloutChange.Subject]) -> Origin {
    let layers = chronicle.layers
    let last = layers.indices.dropFirst().last { place in
      subjects.contains { layers[place - 1].rollout.value(of: $0) != layers[place].rollout.value(of: $0) }
    }
    let number = last.map { layers[$0].number } ?? subjects.compactMap { changedAt[$0] }.max() ?? layers[0].number
    return origins[number] ?? .revision(number)
  }
}
