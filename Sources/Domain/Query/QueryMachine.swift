/// The life of one query, without I/O: an event in, a new state and what to do out.
public struct QueryMachine: Sendable, Equatable {
  public private(set) var state: QueryState
  /// Why it failed.
  public private(set) var reason: String?
  public private(set) var generatedAt: Moment?
  public private(set) var expiresAt: Moment?
  public let dueAt: Moment

  /// From acceptance to the deadline (docs/facts.md, "Promised within 24 hours").
  public static let deadline = Span.hours(24)
  /// From the latest report to the next query (docs/facts.md, "Who may query").
  public static let waitingTime = Span.days(7)
  /// Natural days a report is kept after the day of its generation (rule 6).
  public static let daysKept = 7

  public init(state: QueryState, reason: String?, generatedAt: Moment?, expiresAt: Moment?, dueAt: Moment) {
    self.state = state
    self.reason = reason
    self.generatedAt = generatedAt
    self.expiresAt = expiresAt
    self.dueAt = dueAt
  }

  /// The last day on which a report generated at a time can be opened; its key is destroyed at that day's end.
  public static func lastDay(generatedAt moment: Moment) -> CalendarDay { moment.day.adding(daysKept) }

  public enum Event: Sendable, Equatable {
    /// A bank has been asked for the first time.
    case asked
    /// Every enquiry has ended.
    case settled(answered: Int)
    case cancelled
    /// The day key its own key was sealed under is gone: there could never be a report to open.
    case keyLost
    /// Asked whether the report's term has ended.
    case term
    /// Its row, or one that belongs to it, is not as the program wrote it (rule 11).
    case altered
  }

  public enum Action: Sendable, Equatable {
    case none
    /// Make the report, and say so by SMS. A report made after the deadline counts as generated at the deadline.
    case report(generatedAt: Moment, expiresAt: Moment)
    case fail(reason: String)
    /// Key and answers have to go.
    case expire
  }

  /// The states out of which an event can move a query, so that a statement finds those it may concern; whether it moves
  /// one, and to where, is for `handle` to say of each.
  public static func sources(of event: Event) -> [QueryState] {
    QueryState.allCases.filter { state in
      var machine = QueryMachine(
        state: state, reason: nil, generatedAt: nil, expiresAt: Moment(milliseconds: 0), dueAt: .distantFuture)
      _ = machine.handle(event, at: .distantFuture)
      return machine.state != state
    }
  }

  /// Why a query failed whose row, or one that belongs to it, was altered.
  public static let alteredReason = "record_altered"

  public mutating func handle(_ event: Event, at now: Moment) -> Action {
    switch (event, state) {
    case (.altered, _):
      // Nothing it says of its times is believed.
      (generatedAt, expiresAt) = (nil, nil)
      return fail(Self.alteredReason)
    case (.asked, .accepted):
      state = .collecting
      return .none
    case (.settled(let answered), .accepted), (.settled(let answered), .collecting):
      return answered > 0 ? report(at: min(now, dueAt)) : fail("no_bank_answered")
    case (.cancelled, .accepted), (.cancelled, .collecting):
      return fail("cancelled")
    case (.keyLost, .accepted), (.keyLost, .collecting):
      return fail("key_lost")
    case (.term, .reported) where now >= (expiresAt ?? .distantFuture):
      state = .expired
      return .expire
    case (.asked, _), (.settled, _), (.cancelled, _), (.keyLost, _), (.term, _):
      return .none
    }
  }

  private mutating func report(at moment: Moment) -> Action {
    let end = Self.lastDay(generatedAt: moment).end
    state = .reported
    generatedAt = moment
    expiresAt = end
    return .report(generatedAt: moment, expiresAt: end)
  }

  private mutating func fail(_ reason: String) -> Action {
    state = .failed
    self.reason = reason
    return .fail(reason: reason)
  }
}
