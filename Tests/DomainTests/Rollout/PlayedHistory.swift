import TestHistories
import Text

@testable import Domain

/// A history played by the store's rules, in memory.
struct PlayedHistory {
  private let registry: Catalogue
  private static let bank = Bank(
    code: Deed.icbc, name: Bilingual(zh: "工商银行", en: "ICBC"), legalName: "工行", spellings: [], tier: .national,
    home: nil)

  private var now = Moment(milliseconds: 0)
  private var rehearsal: Rehearsal
  private var consoles: [Intent]
  private var timed: [Int] = []
  private var cancelled: [Int] = []
  private var count = 0
  private var refusal: String?
  /// The reviews, each with whether it is signed.
  private var reviews: [(closure: Closure, isSigned: Bool)] = []

  init() throws {
    registry = try Catalogue(regions: [], banks: [Self.bank])
    rehearsal = Rehearsal(
      chronicle: Chronicle(ground: .init(number: 0, rollout: .initial, standing: .firm)), timers: [], pending: [],
      intents: [:], warrants: [:], steps: [:], certified: [:],
      circumstances: Circumstances(operators: [], closures: [], registry: registry, isSandbox: true))
    consoles = (0..<Deed.operators).map { _ in Intent(on: .initial) }
  }

  private var running: Rollout { rehearsal.chronicle.running }

  var sight: Sight {
    var steps: [Int: String] = [:]
    for number in 1..<(count + 1) { steps[number] = "pending" }
    for (number, fate) in rehearsal.fates { steps[number] = Self.name(fate) }
    for number in cancelled { steps[number] = "cancelled" }
    return Sight(
      running: Sight.things(running), revision: rehearsal.chronicle.number,
      timers: Dictionary(uniqueKeysWithValues: timed.map { ($0, Self.name(rehearsal.chronicle.layers[$0].standing)) }),
      steps: steps, candidates: consoles.map { Sight.things($0.over(running)) }, refusal: refusal)
  }

  private static func name(_ fate: Rehearsal.Fate) -> String {
    fate.dropReason?.rawValue ?? (fate == .nothing ? "nothing_changed" : "force")
  }

  private static func name(_ standing: Chronicle.Standing) -> String {
    switch standing {
    case .waiting: "waiting"
    case .firm: "confirmed"
    case .undone: "undone"
    case .restoration: "restoration"
    }
  }

  mutating func take(_ deed: Deed) {
    refusal = nil
    for index in consoles.indices { consoles[index].follow(running) }
    switch deed {
    case .edit(let who, let edit): _ = try? consoles[who].edit(edit, on: running, over: registry)
    case .rollBack(let who, let number):
      guard number <= rehearsal.chronicle.number else { return refusal = "unknown_revision" }
      consoles[who].rollBack(to: rehearsal.chronicle.layers[number].rollout, on: running)
    case .discard(let who): consoles[who] = Intent(on: running)
    case .commit(let who, let after, let confirmed): commit(who, after: after, confirmed: confirmed)
    case .confirm(let number): confirm(number)
    case .cancel(let number): cancel(number)
    case .emergency(let edit): stop(edit)
    case .sign(let number): sign(number)
    case .pass(let minutes):
      now = now.adding(.minutes(Int64(minutes)))
      rehearsal.advance(to: now)
      for number in rehearsal.steps.keys where !timed.contains(number) { timed.append(number) }
    }
  }

  private mutating func commit(_ who: Int, after: Int?, confirmed: Int?) {
    let intent = consoles[who]
    guard case .merged(let rollout) = intent.rebased(onto: running) else { return refusal = "revision_conflict" }
    let moment = after.map { now.adding(.minutes(Int64($0))) }
    let steps = rehearsal.pending.filter { step in
      step.author == "\(who)" && moment.map { step.effectiveAt <= $0 } ?? false
    }
    .sorted { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
    // The intent as it was entered, on the rollout running then.
    let later = steps.reduce(intent.entered(on: running)) {
      $0.standing(on: $1.intent(on: rehearsal.chronicle.layers[$1.base].rollout))
    }
    guard rollout != running || moment != nil && !later.changes.isEmpty else { return refusal = "nothing_changed" }
    guard rollout.reopenings(of: rehearsal.circumstances.closures, over: running).isEmpty else {
      return refusal = "review_open"
    }
    let confirmation = confirmed.map { CommitTerms.Confirmation(minutes: $0) }
    if let moment {
      schedule(rollout, by: who, at: moment, confirmation, intent)
    } else {
      for timer in rehearsal.timers { rehearsal.chronicle.confirm(timer.revision) }
      rehearsal.timers = []
      rehearsal.chronicle.append(rollout, confirmation == nil ? .firm : .waiting)
      if let confirmation { startTimer(confirmation) }
    }
    consoles[who] = Intent(on: running)
  }

  private mutating func startTimer(_ confirmation: CommitTerms.Confirmation) {
    timed.append(rehearsal.chronicle.number)
    rehearsal.timers.append(
      UnconfirmedCommit(
        revision: rehearsal.chronicle.number, author: "", from: now,
        until: now.adding(.minutes(Int64(confirmation.minutes))), guardrails: [], state: .waiting))
  }

  private mutating func schedule(
    _ rollout: Rollout, by who: Int, at moment: Moment, _ confirmation: CommitTerms.Confirmation?, _ intent: Intent
  ) {
    count += 1
    let commit = ScheduledCommit(
      number: count, base: rehearsal.chronicle.number, rollout: rollout, author: "\(who)", comment: "",
      committedAt: now,
      effectiveAt: moment, confirmation: confirmation, restated: intent.restated(on: running), state: .pending)
    rehearsal.pending.append(commit)
    rehearsal.intents[count] = commit.intent(on: running)
  }

  private mutating func confirm(_ number: Int?) {
    let chosen = rehearsal.timers.filter { number == nil || $0.revision == number }
    guard !chosen.isEmpty else { return refusal = "nothing_to_confirm" }
    for timer in chosen { rehearsal.chronicle.confirm(timer.revision) }
    rehearsal.timers.removeAll { chosen.contains($0) }
  }

  private mutating func cancel(_ number: Int) {
    guard let commit = rehearsal.pending.first(where: { $0.number == number }) else { return refusal = "not_pending" }
    rehearsal.pending.removeAll { $0.number == number }
    cancelled.append(number)
    rehearsal.dropSteps(after: commit, lostBy: .scheduled(number))
  }

  private mutating func stop(_ edit: RolloutEdit) {
    var intent = Intent(on: running)
    _ = try? intent.edit(edit, on: running, over: registry)
    guard case .force(let rollout, _) = rehearsal.chronicle.landing(of: intent) else {
      return refusal = "nothing_changed"
    }
    let (before, restated) = (running, intent.restated(on: running))
    rehearsal.chronicle.append(rollout, restating: restated, .firm)
    let review = EmergencyReview(
      number: reviews.count + 1, revision: rehearsal.chronicle.number, author: "", reason: "", madeAt: now, signed: nil)
    reviews.append((Closure(review: review, before: before, made: rollout, restated: restated), false))
    judgeByReviews()
  }

  private mutating func sign(_ number: Int) {
    guard reviews.indices.contains(number - 1) else { return refusal = "unknown_review" }
    guard !reviews[number - 1].isSigned else { return refusal = "review_signed" }
    reviews[number - 1].isSigned = true
    judgeByReviews()
  }

  private mutating func judgeByReviews() {
    rehearsal.circumstances = Circumstances(
      operators: [], closures: reviews.filter { !$0.isSigned }.map(\.closure), registry: registry, isSandbox: true)
  }

  // MARK: Foretelling

  /// Whether the foretelling gives each commit, for each outcome of the timers, exactly its later fate.
  var foretellsExactly: Bool {
    let (foretelling, unknown) = (Foretelling(rehearsal), rehearsal.unknown)
    guard unknown.count <= 6 else { return true }
    return (0..<(1 << unknown.count)).allSatisfy { world in
      let confirmed = Set(unknown.indices.filter { world & 1 << $0 != 0 }.map { unknown[$0] })
      return rehearsal.fates(confirming: confirmed).allSatisfy { number, fate in
        fate.isDropped
          == (foretelling.drops[number].map { drop in !drop.unless.contains { Self.holds($0, confirmed) } } ?? false)
      }
    }
  }

  private static func holds(_ condition: ForetoldDrop.Condition, _ confirmed: Set<Rehearsal.Timer>) -> Bool {
    switch condition {
    case .confirmed(let timer): confirmed.contains(timer)
    case .undone(let timer): !confirmed.contains(timer)
    case .all(let conditions): conditions.allSatisfy { holds($0, confirmed) }
    }
  }
}
