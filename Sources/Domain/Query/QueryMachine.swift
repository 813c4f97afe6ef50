/// The life of one query, without I/O: an event in, a new state and an action out.
public struct QueryMachine: Sendable, Equatable {
  public private(set) var state: QueryState
  /// The code with which the query failed.
  public private(set) var reason: String?
  public private(set) var generatedAt: Moment?
  public private(set) var expiresAt: Moment?
  public let dueAt: Moment

  /// The time from acceptance to the deadline (docs/facts.md, "Promised within 24 hours").
  public static let deadline = Span.hours(24)
  /// The time from the latest report to the next query (docs/facts.md, "Who may query").
  public static let waitingTime = Span.days(7)
  /// The number of natural days for which a report is kept after the day of its generation (rule 6).
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
    /// The day key that the query's own key was sealed under is gone: there could never be a report to open.
    case keyLost
    /// The end of the report's term may have come.
    case term
    /// The query's row, or a row that belongs to it, is not as the program wrote it (rule 11).
    case altered
  }

  public enum Action: Sendable, Equatable {
    case none
    /// The report is to be made, and the person told by SMS. A report made after the deadline counts as generated at
    /// the deadline.
    case report(generatedAt: Moment, expiresAt: Moment)
    case fail(reason: String)
    /// The key and answers have to be destroyed.
    case expire
  }

  /// The states out of which an event can move a query, for a statement that finds the queries concerned; whether and
  /// where a query moves is decided by `handle` for each.
  public static func sources(of event: Event) -> [QueryState] {
    QueryState.allCases.filter { state in
      var machine = QueryMachine(
        state: state, reason: nil, generatedAt: nil, expiresAt: Moment(milliseconds: 0), dueAt: .distantFuture)
      _ = machine.handle(event, at: .distantFuture)
      return machine.state != state
    }
  }

  /// The code of a query that failed because a row of it was altered.
  public static let alteredReason = "record_altered"

  public mutating func handle(_ event: Event, at now: Moment) -> Action {
    switch (event, state) {
    case (.altered, _):
      // The times of an altered row are not believed.
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
