/// The rollout played forward over all scheduled and unconfirmed changes, by the rules by which they take force. Which
/// timers end confirmed, which nobody can know, is assumed.
public struct Rehearsal: Sendable {
  public internal(set) var chronicle: Chronicle
  /// The commits that wait to be confirmed.
  var timers: [UnconfirmedCommit]
  /// The commits that wait for their time.
  var pending: [ScheduledCommit]
  /// The intent of each of them, in the knowledge of the steps before it.
  var intents: [Int: Intent]
  /// The changes that take force without the approvals they lack, at the end of their delay.
  private var delayed: [(glass: BrokenGlass, change: BrokenGlass.Change)]
  /// The warrant of each commit; its author alone for one without an entry.
  var warrants: [Int: Warrant]
  var certified: [BankCode: Moment]
  /// The circumstances by which every change is judged.
  var circumstances: Circumstances
  /// The revision that changed each subject last, for subjects of waiting commits that no revision of the chronicle
  /// changed.
  private let changedAt: [RolloutChange.Subject: Int]
  /// The scheduled commit that each revision came from.
  var steps: [Int: ScheduledCommit]
  /// The origin of each revision of the rehearsal.
  var origins: [Int: Origin] = [:]
  var fates: [Int: Fate] = [:]

  /// The origin of a revision.
  public enum Origin: Sendable, Hashable {
    /// A revision that is in force already.
    case revision(Int)
    case scheduled(Int)
    /// The undoing of another revision.
    case undoing(Timer)
    /// A request whose glass was broken.
    case request(Int)
    case certification(BankCode)
  }

  /// An outcome that nobody can know before: whether a commit is confirmed in time, or a request takes force
  /// unhindered.
  public enum Timer: Sendable, Hashable {
    case revision(Int)
    /// The timer of a commit that still waits for its time.
    case scheduled(Int)
    /// The delay of a request whose glass was broken: whether nobody rejects the request.
    case request(Int)
  }

  /// The fate of a scheduled commit.
  public enum Fate: Sendable, Equatable {
    case force
    case nothing
    /// The commit takes force if it meets these preconditions then, which nobody can know before.
    case forceIfMet([String])
    case conflict(paths: [String], with: Origin)
    case stepLost(Origin)
    case impediment(Impediment)

    public var isDropped: Bool { dropReason != nil }

    /// The reason that will be noted of the commit; nil if it is not dropped.
    public var dropReason: ScheduledCommit.DropReason? {
      switch self {
      case .force, .nothing, .forceIfMet: nil
      case .conflict: .conflict
      case .stepLost: .stepLost
      case .impediment(let impediment): impediment.reason
      }
    }
  }

  public init(
    chronicle: Chronicle, timers: [UnconfirmedCommit], pending: [ScheduledCommit], intents: [Int: Intent],
    warrants: [Int: Warrant], steps: [Int: ScheduledCommit], changedAt: [RolloutChange.Subject: Int] = [:],
    delayed: [(glass: BrokenGlass, change: BrokenGlass.Change)] = [], certified: [BankCode: Moment],
    circumstances: Circumstances
  ) {
    self.chronicle = chronicle
    self.timers = timers
    self.pending = pending
    self.intents = intents
    self.warrants = warrants
    self.steps = steps
    self.changedAt = changedAt
    self.delayed = delayed
    self.certified = certified
    self.circumstances = circumstances
  }

  /// Every timer of which the outcome has to be assumed.
  public var unknown: [Timer] {
    timers.map { .revision($0.revision) } + pending.filter { $0.confirmation != nil }.map { .scheduled($0.number) }
      + delayed.map { .request($0.glass.request) }
  }

  /// The fate of each commit that waits for its time, by number, if just these timers end confirmed.
  public func fates(confirming confirmed: Set<Timer>) -> [Int: Fate] {
    var rehearsal = self
    while !rehearsal.pending.isEmpty, let event = rehearsal.next { rehearsal.take(event, confirming: confirmed) }
    return rehearsal.fates
  }

  /// The rehearsal with a commit that takes force at once, which confirms waiting ones, and waits itself if it is to be
  /// confirmed.
  public func committing(
    _ rollout: Rollout, by author: String, at now: Moment, _ confirmation: CommitTerms.Confirmation?
  )
    -> Rehearsal
  {
    var rehearsal = self
    for timer in timers { rehearsal.chronicle.confirm(timer.revision) }
    rehearsal.timers = []
    rehearsal.append(rollout, confirmation == nil ? .firm : .waiting, from: .revision(chronicle.number + 1))
    if let confirmation { rehearsal.startTimer(by: author, at: now, confirmation) }
    return rehearsal
  }

  /// The rehearsal with one more commit that waits for its time.
  public func scheduling(_ commit: ScheduledCommit, _ intent: Intent, _ warrant: Warrant) -> Rehearsal {
    var rehearsal = self
    rehearsal.pending.append(commit)
    rehearsal.intents[commit.number] = intent
    rehearsal.warrants[commit.number] = warrant
    return rehearsal
  }

  /// The rehearsal with another role of an operator (nil: none any more).
  public func appointing(_ name: String, _ role: OperatorRole?, at now: Moment) -> Rehearsal {
    var rehearsal = self
    rehearsal.circumstances.operators.removeAll { $0.name == name }
    if let role {
      rehearsal.circumstances.operators.append(OperatorRecord(name: name, role: role, addedAt: now, addedBy: name))
    }
    return rehearsal
  }

  /// Lets every event take place that is due by the moment, with nothing confirmed.
  mutating func advance(to moment: Moment) {
    while let event = next, event.at <= moment { take(event, confirming: []) }
  }

  private var next: DueEvent? {
    DueEvent.first(
      of: certified.map { .endOfCertification($0.key, at: $0.value) } + timers.map { .endOfTimer($0) }
        + pending.map { .commit($0) } + delayed.map { .endOfDelay($0.glass) })
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
    case .endOfDelay(let glass):
      let change = delayed.first { $0.glass == glass }?.change
      delayed.removeAll { $0.glass == glass }
      guard confirmed.contains(.request(glass.request)), let change else { return }
      takeForce(change, glass)
    }
  }
}

// MARK: Events

extension Rehearsal {
  private func timer(of revision: Int) -> Timer {
    if case .scheduled(let number)? = origins[revision] { .scheduled(number) } else { .revision(revision) }
  }

  private mutating func endCertification(of bank: BankCode) {
    certified[bank] = nil
    var rollout = chronicle.running
    guard rollout.requiresCertification(isSandbox: circumstances.isSandbox), case .connected = rollout.state(of: bank)
    else { return }
    rollout.apply(.suspend([bank], reason: BankRollout.certificationEnded))
    append(rollout, .firm, from: .certification(bank))
  }

  private mutating func undo(_ commit: UnconfirmedCommit, _ timer: Timer) {
    let undone = chronicle.undoing(commit.revision).rollout
    chronicle.undo(commit.revision)
    var rollout = undone
    rollout.settle(restoredFrom: chronicle.running, over: circumstances.registry) {
      uncertified(in: $0, at: commit.until)
    }
    _ = rollout.keepClosed(over: chronicle.running, in: circumstances)
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
      let (running, warrant) = (chronicle.running, warrants[commit.number] ?? Warrant(author: commit.author))
      let impediment = circumstances.impediment(to: rollout, over: running, by: warrant) {
        uncertified(in: $0, at: commit.effectiveAt)
      }
      if let impediment { return drop(commit, .impediment(impediment)) }
      let judged = circumstances.preconditions(from: running, to: rollout, by: warrant)
      pass(commit, intent, judged.isEmpty ? .force : .forceIfMet(judged))
      append(
        rollout, commit.confirmation == nil ? .firm : .waiting, restating: restated, from: .scheduled(commit.number))
      guard let confirmation = commit.confirmation else { return }
      steps[chronicle.number] = commit
      startTimer(by: commit.author, at: commit.effectiveAt, confirmation)
    }
  }

  private mutating func takeForce(_ change: BrokenGlass.Change, _ glass: BrokenGlass) {
    switch change {
    case .appointment(let name, let role, let author):
      if circumstances.may(author, .administrator) { self = appointing(name, role, at: glass.dueAt) }
    case .commit(let intent, let terms, let warrant):
      guard case .force(let rollout, let restated) = chronicle.landing(of: intent) else { return }
      let impediment = circumstances.impediment(to: rollout, over: chronicle.running, by: warrant) {
        uncertified(in: $0, at: glass.dueAt)
      }
      guard impediment == nil else { return }
      append(
        rollout, terms.confirmation == nil ? .firm : .waiting, restating: restated, from: .request(glass.request))
      if let confirmation = terms.confirmation { startTimer(by: warrant.author, at: glass.dueAt, confirmation) }
    }
  }

  /// Starts the timer of the revision made last.
  private mutating func startTimer(by author: String, at moment: Moment, _ confirmation: CommitTerms.Confirmation) {
    timers.append(
      UnconfirmedCommit(
        revision: chronicle.number, author: author, from: moment,
        until: moment.adding(.minutes(Int64(confirmation.minutes))), guardrails: confirmation.guardrails,
        state: .waiting))
  }

  /// Passes a commit on to the later ones that stand on it.
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
    guard rollout.requiresCertification(isSandbox: circumstances.isSandbox) else { return [] }
    return rollout.connectedBanks.filter { bank in certified[bank].map { $0 <= moment } ?? true }
  }

  /// The origin of the last change of one of these subjects.
  private func origin(of subjects: [RolloutChange.Subject]) -> Origin {
    let layers = chronicle.layers
    let last = layers.indices.dropFirst().last { place in
      subjects.contains { layers[place - 1].rollout.setting(of: $0) != layers[place].rollout.setting(of: $0) }
    }
    let number = last.map { layers[$0].number } ?? subjects.compactMap { changedAt[$0] }.max() ?? layers[0].number
    return origins[number] ?? .revision(number)
  }
}
