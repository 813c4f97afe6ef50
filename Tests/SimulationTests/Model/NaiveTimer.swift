import Domain

/// What an operator says with a commit: after how many minutes it is undone, and by which guardrails that is decided.
struct NaiveTerms: Equatable {
  var at: Moment?
  var minutes: Int?
  var guardrails: [String] = []
  /// Unsigned reviews of which it may open something again.
  var reopening: [Int] = []

  var isGuarded: Bool { minutes != nil && !guardrails.isEmpty }
}

/// A commit that is undone unless somebody confirms it in time.
struct NaiveTimer: Equatable {
  enum State: Equatable {
    case waiting
    case confirmed(by: String)
    /// By this revision; nil where nothing was left to undo.
    case restored(by: Int?)
  }

  let revision: Int
  let from: Moment
  let until: Moment
  let guardrails: [String]
  var state = State.waiting
}

/// Something counted of a bank in a half minute.
struct NaiveCount: Equatable {
  let bank: String
  let slot: Moment
  let measure: String
  let count: Int
}

extension NaiveTimer {
  /// Whether every bank did what the guardrails ask, in the half minutes that began while it waited. Fewer than 20
  /// enquiries say nothing.
  func held(_ counts: [NaiveCount]) -> Bool {
    let own = counts.filter { from <= $0.slot && $0.slot < until }
    return Set(own.map(\.bank)).subtracting([""]).allSatisfy { bank in
      let counts = own.filter { $0.bank == bank }
      func sum(_ fits: (String) -> Bool) -> Int { counts.filter { fits($0.measure) }.reduce(0) { $0 + $1.count } }
      let asked = sum { $0 == "asked" }
      guard asked >= 20 else { return true }
      return guardrails.allSatisfy { guardrail in
        switch guardrail {
        // Bucket 46 is the last one within 30 seconds; 95 % have to be.
        case "answered": sum(Self.isPrompt) * 100 >= asked * 95
        case "timeouts": sum { $0 == "timeout" } * 10_000 / asked <= 500
        case "failures": sum { $0.hasPrefix("code:") } * 10_000 / asked <= 1_000
        default: false
        }
      }
    }
  }

  private static func isPrompt(_ measure: String) -> Bool {
    measure.hasPrefix("l") && measure.dropFirst().allSatisfy(\.isNumber) && (Int(measure.dropFirst()) ?? 99) <= 46
  }
}
