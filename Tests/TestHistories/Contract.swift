import Domain

/// The contract's sentences about commits, kept as the sayings about each thing, one upon the other.
///
/// It knows no rollouts, differences or merges: a thing has the value of the last saying about it that was not undone.
public struct Contract {
  /// A saying about one thing.
  private struct Saying {
    let value: String
    let by: Int
  }

  private enum Fate: Equatable {
    case stands
    case waits(until: Int)
    case undone
  }

  /// A revision, or a commit for good, with its sayings.
  private struct Author {
    var fate: Fate
    let revision: Int
    /// The scheduled commit that became the revision; nil if there is none.
    let step: Int?
    let hadTimer: Bool
  }

  private struct Step {
    let number: Int
    let who: Int
    let at: Int
    var said: Said
    let confirmed: Int?
    var state = "pending"

    func standsOn(_ other: Step) -> Bool { other.who == who && other.number < number && other.at <= at }
  }

  /// The values said of things, and the values of their subjects seen at that time.
  private struct Said {
    var meant: [String: String] = [:]
    var seen: [String: [String: String]] = [:]
    var isWhole = false
  }

  private static let subjects: [String: [String]] = [
    "shanghai": ["shanghai"], "yunnan": ["yunnan"], "app": ["app"], "service": ["service"],
    "icbc": ["icbc.connection", "icbc.suspension"],
  ]

  private static func subject(of thing: String) -> String { thing.hasPrefix("icbc") ? "icbc" : thing }

  private var now = 0
  private var sayings: [String: [Saying]]
  private var authors = [Author(fate: .stands, revision: 0, step: nil, hadTimer: false)]
  /// The revisions, by number.
  private var revisions: [[String: String]]
  private var steps: [Step] = []
  private var consoles = (0..<Deed.operators).map { _ in Said() }
  private var refusal: String?
  /// The things that each emergency said, in the order of emergencies.
  private var reviews: [(things: [String], isSigned: Bool)] = []

  public init() {
    let initial = Sight.things(.initial)
    sayings = initial.mapValues { [Saying(value: $0, by: 0)] }
    revisions = [initial]
  }

  // MARK: The values in force

  private func value(_ thing: String) -> String { lastSaying(thing).value }

  private func lastSaying(_ thing: String) -> Saying {
    sayings[thing]?.last { authors[$0.by].fate != .undone } ?? Saying(value: "", by: 0)
  }

  private var running: [String: String] { Dictionary(uniqueKeysWithValues: sayings.keys.map { ($0, value($0)) }) }

  private func values(of subject: String) -> [String: String] {
    running.filter { Self.subject(of: $0.key) == subject }
  }

  private func isWaiting(_ author: Int) -> Bool { if case .waits = authors[author].fate { true } else { false } }

  public var sight: Sight {
    Sight(
      running: running, revision: revisions.count - 1,
      timers: Dictionary(
        uniqueKeysWithValues: authors.filter(\.hadTimer).map {
          ($0.revision, $0.fate == .undone ? "undone" : $0.fate == .stands ? "confirmed" : "waiting")
        }),
      steps: Dictionary(uniqueKeysWithValues: steps.map { ($0.number, $0.state) }),
      candidates: consoles.map { said in running.merging(said.meant) { $1 } }, refusal: refusal)
  }

  // MARK: Deeds

  public mutating func take(_ deed: Deed) {
    refusal = nil
    switch deed {
    case .edit(let who, let edit): say(edit, &consoles[who])
    case .rollBack(let who, let number): rollBack(who, to: number)
    case .discard(let who): consoles[who] = Said()
    case .commit(let who, let after, let confirmed): commit(who, after: after, confirmed: confirmed)
    case .confirm(let number): confirm(number)
    case .cancel(let number): cancel(number)
    case .emergency(let edit): stop(edit)
    case .sign(let number): sign(number)
    case .pass(let minutes): pass(to: now + minutes)
    }
  }

  private func say(_ edit: RolloutEdit, _ said: inout Said) {
    let before = running.merging(said.meant) { $1 }
    let words = Self.words(edit)
    for (thing, value) in words {
      let subject = Self.subject(of: thing)
      if said.seen[subject] == nil { said.seen[subject] = values(of: subject) }
      said.meant[thing] = value
    }
    let after = running.merging(said.meant) { $1 }
    // The operator's own edits may have changed a subject there and back, which unsays it.
    for subject in Set(words.map { Self.subject(of: $0.0) }) where !said.isWhole {
      let things = Self.subjects[subject] ?? []
      let isChanged = things.contains { before[$0] != after[$0] }
      let isAsSeen = things.allSatisfy { after[$0] == said.seen[subject]?[$0] && after[$0] == value($0) }
      guard isChanged, isAsSeen else { continue }
      said.seen[subject] = nil
      for thing in things { said.meant[thing] = nil }
    }
  }

  private static func words(_ edit: RolloutEdit) -> [(String, String)] {
    let names = [Deed.shanghai: "shanghai", Deed.yunnan: "yunnan"]
    switch edit {
    case .openRegions(let regions, let share): return regions.map { (names[$0] ?? "", "\(share)") }
    case .closeRegions(let regions): return regions.map { (names[$0] ?? "", "0") }
    case .connect(_, let regions): return [("icbc.connection", regions.json.compact), ("icbc.suspension", "")]
    case .disconnect: return [("icbc.connection", ""), ("icbc.suspension", "")]
    case .suspend(_, let reason): return [("icbc.suspension", reason)]
    case .resume: return [("icbc.suspension", "")]
    case .openChannels: return [("app", "open")]
    case .closeChannels: return [("app", "")]
    case .pauseService(let reason): return [("service", reason)]
    case .resumeService: return [("service", "")]
    default: return []
    }
  }

  private mutating func rollBack(_ who: Int, to number: Int) {
    guard number < revisions.count else { return refusal = "unknown_revision" }
    consoles[who] = Said(
      meant: revisions[number],
      seen: Dictionary(uniqueKeysWithValues: Self.subjects.keys.map { ($0, values(of: $0)) }), isWhole: true)
  }

  /// Whether somebody else has changed a said thing since it was seen.
  private func clashes(_ said: Said) -> Bool {
    said.seen.contains { subject, seen in
      let now = values(of: subject)
      return now != seen && now != now.merging(said.meant.filter { now[$0.key] != nil }) { $1 }
    }
  }

  private func isSo(_ said: Said) -> Bool { said.meant.allSatisfy { value($0.key) == $0.value } }

  /// Whether a saying differs from the values after its author's own earlier steps.
  private func isOtherwise(_ said: Said, after who: Int, by moment: Int) -> Bool {
    let own = steps.filter { $0.who == who && $0.state == "pending" && $0.at <= moment }.sorted { $0.at < $1.at }
    return said.meant.contains { thing, meant in
      (own.last { $0.said.meant[thing] != nil }?.said.meant[thing] ?? value(thing)) != meant
    }
  }

  /// Whether any of the things has its value only by a commit that may be undone.
  private func leansOnWaiting(_ said: Said) -> Bool {
    said.meant.keys.contains { thing in
      let live = (sayings[thing] ?? []).filter { authors[$0.by].fate != .undone }
      guard let firm = live.lastIndex(where: { !isWaiting($0.by) }) else { return false }
      return live[firm...].contains { $0.value != value(thing) }
    }
  }

  private mutating func commit(_ who: Int, after: Int?, confirmed: Int?) {
    var said = consoles[who]
    guard !clashes(said) else { return refusal = "revision_conflict" }
    let changesSteps = after.map { isOtherwise(said, after: who, by: now + $0) } ?? false
    guard !isSo(said) || changesSteps else { return refusal = "nothing_changed" }
    guard !reopens(said) else { return refusal = "review_open" }
    consoles[who] = Said()
    guard let after else {
      for index in authors.indices where isWaiting(index) { authors[index].fate = .stands }
      return make(said, step: nil, confirmed: confirmed, at: now)
    }
    for subject in said.seen.keys { said.seen[subject] = values(of: subject) }
    steps.append(Step(number: steps.count + 1, who: who, at: now + after, said: said, confirmed: confirmed))
  }

  private mutating func make(_ said: Said, step: Int?, confirmed: Int?, at moment: Int) {
    authors.append(
      Author(
        fate: confirmed.map { .waits(until: moment + $0) } ?? .stands, revision: revisions.count, step: step,
        hadTimer: confirmed != nil))
    for (thing, value) in said.meant { sayings[thing]?.append(Saying(value: value, by: authors.count - 1)) }
    revisions.append(running)
  }

  private mutating func confirm(_ number: Int?) {
    let chosen = authors.indices.filter { isWaiting($0) && (number == nil || authors[$0].revision == number) }
    guard !chosen.isEmpty else { return refusal = "nothing_to_confirm" }
    for index in chosen { authors[index].fate = .stands }
  }

  private mutating func cancel(_ number: Int) {
    guard let index = steps.firstIndex(where: { $0.number == number && $0.state == "pending" }) else {
      return refusal = "not_pending"
    }
    steps[index].state = "cancelled"
    loseSteps(after: steps[index])
  }

  private mutating func loseSteps(after lost: Step) {
    for index in steps.indices where steps[index].state == "pending" && steps[index].standsOn(lost) {
      steps[index].state = "step_lost"
    }
  }

  private mutating func stop(_ edit: RolloutEdit) {
    let said = Said(meant: Dictionary(uniqueKeysWithValues: Self.words(edit)))
    guard !isSo(said) || leansOnWaiting(said) else { return refusal = "nothing_changed" }
    make(said, step: nil, confirmed: nil, at: now)
    reviews.append((Array(said.meant.keys), false))
  }

  private mutating func sign(_ number: Int) {
    guard reviews.indices.contains(number - 1) else { return refusal = "unknown_review" }
    guard !reviews[number - 1].isSigned else { return refusal = "review_signed" }
    reviews[number - 1].isSigned = true
  }

  /// Whether anybody would be served again although an emergency, which nobody has signed, said to close the thing.
  private func reopens(_ said: Said) -> Bool {
    let after = running.merging(said.meant) { $1 }
    return reviews.contains { review in
      !review.isSigned && review.things.contains { Self.serves($0, after) && !Self.serves($0, running) }
    }
  }

  private static func serves(_ thing: String, _ values: [String: String]) -> Bool {
    switch subject(of: thing) {
    case "icbc": values["icbc.connection"] != "" && values["icbc.suspension"] == ""
    case "app": values["app"] == "open"
    case "service": values["service"] == ""
    default: values[thing] != "0"
    }
  }

  // MARK: Time

  private mutating func pass(to end: Int) {
    for moment in now...end {
      now = moment
      let over = authors.indices.filter { authors[$0].fate == .waits(until: moment) }
      for index in over.sorted(by: >) { undo(index) }
      for index in steps.indices where steps[index].at == moment { arrive(index) }
    }
  }

  private mutating func undo(_ index: Int) {
    guard case .waits = authors[index].fate else { return }
    let before = running
    authors[index].fate = .undone
    if running != before { revisions.append(running) }
    if let step = authors[index].step { loseSteps(after: steps[step - 1]) }
  }

  private mutating func arrive(_ index: Int) {
    guard steps[index].state == "pending" else { return }
    let step = steps[index]
    guard !clashes(step.said) else {
      steps[index].state = "conflict"
      return loseSteps(after: step)
    }
    if isSo(step.said), !leansOnWaiting(step.said) {
      steps[index].state = "nothing_changed"
    } else if reopens(step.said) {
      steps[index].state = "review_open"
      return loseSteps(after: step)
    } else {
      make(step.said, step: step.number, confirmed: step.confirmed, at: step.at)
      steps[index].state = "force"
    }
    // Later steps know the values of the step that they stand on.
    for later in steps.indices where steps[later].state == "pending" && steps[later].standsOn(step) {
      for (thing, value) in step.said.meant {
        let subject = Self.subject(of: thing)
        steps[later].said.seen[subject]?[thing] = value
      }
    }
  }
}
