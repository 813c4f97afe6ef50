/// The enquiries that wait for one bank: due, and taken on by nobody.
public struct BankQueue: Sendable, Equatable {
  public let bank: BankCode
  public let waiting: Int
  /// Since when the first of them has been due; nil where none waits.
  public let oldest: Moment?
  /// How many were asked a minute lately; nil where none was.
  public let perMinute: Double?
  /// Until when nobody is asked at all, where that is known.
  public let heldUntil: Moment?
  /// Asking is stopped, and nobody knows for how long: the service is paused, or the bank suspended.
  public let isStopped: Bool

  /// A queue younger than this says nothing: it may be asked in the next round.
  public static let patience = Span.seconds(30)
  /// How many a bank is asked at once, where nobody says otherwise.
  public static let usualRound = 800

  public init(
    bank: BankCode, waiting: Int, oldest: Moment?, perMinute: Double?, heldUntil: Moment? = nil, isStopped: Bool = false
  ) {
    self.bank = bank
    self.waiting = waiting
    self.oldest = oldest
    self.perMinute = perMinute
    self.heldUntil = heldUntil
    self.isStopped = isStopped
  }

  /// When the one at a place, counted from 1, is asked; nil where nothing tells. `round` is how many are asked at once.
  public func estimate(of place: Int, at now: Moment, round: Int = usualRound) -> Moment? {
    guard !isStopped else { return nil }
    let start = max(now, heldUntil ?? now)
    if place <= round, !isLagging(at: now) || start > now { return start }
    return perMinute.map { start.adding(Self.time(for: place, at: $0)) }
  }

  /// When to come back, where the bank cannot keep up: whoever applies now would be asked after a query's deadline. Nil
  /// admits: so does a bank of which nothing is known, and one that is in maintenance, which people are told of.
  public func retryAt(at now: Moment) -> Moment? {
    guard let perMinute, !isStopped, heldUntil == nil, isLagging(at: now) else { return nil }
    let excess = Self.time(for: waiting + 1, at: perMinute).milliseconds - QueryMachine.deadline.milliseconds
    return excess > 0 ? now.adding(max(.milliseconds(excess), Self.shortestAbsence)) : nil
  }

  /// Nobody is sent away for less.
  static let shortestAbsence = Span.minutes(10)

  /// Whether the first has waited for so long that asking does not keep up.
  private func isLagging(at now: Moment) -> Bool { oldest.map { $0.adding(Self.patience) <= now } ?? false }

  private static func time(for place: Int, at perMinute: Double) -> Span {
    .milliseconds(Int64(min(Double(place) / perMinute * 60_000, 1e13)))
  }
}

/// A query's place in the queue: at the bank that takes longest.
public struct QueuePlace: Sendable, Equatable {
  /// Counted from 1.
  public let place: Int
  /// When the bank is asked, as far as can be told.
  public let estimatedAt: Moment?

  public init(place: Int, estimatedAt: Moment?) {
    self.place = place
    self.estimatedAt = estimatedAt
  }
}
