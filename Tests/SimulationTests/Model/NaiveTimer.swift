import Domain

/// The terms of a commit: the minutes after which it is undone, and the guardrails that decide.
struct NaiveTerms: Equatable {
  var at: Moment?
  var minutes: Int?
  var guardrails: [String] = []
  /// The number of enquiries needed to decide; with fewer the commit is undone, or goes on waiting.
  var atLeast = 20
  var holds = false
  /// The unsigned reviews of which the commit may open something again.
  var reopening: [Int] = []

  var isGuarded: Bool { minutes != nil && !guardrails.isEmpty }
}

/// A commit that is undone unless somebody confirms it in time.
struct NaiveTimer: Equatable {
  enum State: Equatable {
    case waiting
    case confirmed(by: String)
    /// Undone, by this revision; nil if nothing was left to undo.
    case restored(by: Int?)
  }

  let revision: Int
  let from: Moment
  var until: Moment
  let guardrails: [String]
  let atLeast: Int
  let holds: Bool
  var state = State.waiting
}

/// A count of a bank in a half minute.
struct NaiveCount: Equatable {
  let bank: String
  let slot: Moment
  let measure: String
  let count: Int
}

extension NaiveTimer {
  enum Verdict { case held, broken, undecided }

  /// The verdict on whether every bank held the guardrails, and all together, in the half minutes that began while the
  /// commit waited. Fewer than 20 enquiries of a bank, or than the commit asks for if that is less, do not count; and
  /// with fewer of all, or of a bank that the commit connected, nothing is decided.
  func verdict(_ counts: [NaiveCount], connected: [String]) -> Verdict {
    guard !guardrails.isEmpty else { return .broken }
    let own = counts.filter { from <= $0.slot && $0.slot < until && $0.bank != "" }
    let least = min(20, atLeast)
    let banks = Set(own.map(\.bank))
    let all = banks.map { bank in own.filter { $0.bank == bank } }.filter { Self.asked($0) >= least }
    let isEnough = Self.asked(own) >= atLeast
    if (all + (isEnough ? [own] : [])).contains(where: { !holds($0) }) { return .broken }
    let areConnectedAsked = connected.allSatisfy { bank in Self.asked(own.filter { $0.bank == bank }) >= least }
    return isEnough && areConnectedAsked ? .held : .undecided
  }

  private static func asked(_ counts: [NaiveCount]) -> Int { sum(counts) { $0 == "asked" } }

  private static func sum(_ counts: [NaiveCount], _ fits: (String) -> Bool) -> Int {
    counts.filter { fits($0.measure) }.reduce(0) { $0 + $1.count }
  }

  private func holds(_ counts: [NaiveCount]) -> Bool {
    let asked = Self.asked(counts)
    return guardrails.allSatisfy { guardrail in
      switch guardrail {
      // Bucket 46 is the last one within 30 seconds, and the line is at 95 %.
      case "answered": Self.sum(counts, Self.isPrompt) * 10_000 / max(1, asked) >= 9_500
      case "timeouts": Self.sum(counts) { $0 == "timeout" } * 10_000 / max(1, asked) <= 500
      case "failures": Self.sum(counts) { $0.hasPrefix("code:") } * 10_000 / max(1, asked) <= 1_000
      default: false
      }
    }
  }

  private static func isPrompt(_ measure: String) -> Bool {
    measure.hasPrefix("l") && measure.dropFirst().allSatisfy(\.isNumber) && (Int(measure.dropFirst()) ?? 99) <= 46
  }
}
