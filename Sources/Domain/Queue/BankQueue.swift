/// The enquiries that wait for one bank: due, and taken on by no worker.
public struct BankQueue: Sendable, Equatable {
  public let bank: BankCode
  public let waiting: Int
  /// The time since which the first of them has been due; nil if none waits.
  public let oldest: Moment?
  /// The number asked a minute lately; nil if none was asked.
  public let perMinute: Double?
  /// The time until which nobody is asked at all; nil if it is not known.
  public let heldUntil: Moment?
  /// Whether asking is stopped for an unknown time: the service is paused, or the bank suspended.
  public let isStopped: Bool

  /// The age from which a queue counts: a younger one may be asked in the next round.
  public static let patience = Span.seconds(30)
  /// The number of enquiries that a bank is asked at once, unless set otherwise.
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

  /// The estimated time at which the enquiry at a place, counted from 1, is asked; nil if nothing tells. `round` is the
  /// number of enquiries asked at once.
  public func estimate(of place: Int, at now: Moment, round: Int = usualRound) -> Moment? {
    guard !isStopped else { return nil }
    let start = max(now, heldUntil ?? now)
    if place <= round, !isLagging(at: now) || start > now { return start }
    return perMinute.map { start.adding(Self.time(for: place, at: $0)) }
  }

  /// The time to come back, if the bank cannot keep up: whoever applies now would be asked after a query's deadline.
  /// Nil admits, and so do a bank of which nothing is known, and one in maintenance, which people are told of.
  public func retryAt(at now: Moment) -> Moment? {
    guard let perMinute, !isStopped, heldUntil == nil, isLagging(at: now) else { return nil }
    let excess = Self.time(for: waiting + 1, at: perMinute).milliseconds - QueryMachine.deadline.milliseconds
    return excess > 0 ? now.adding(max(.milliseconds(excess), Self.shortestAbsence)) : nil
  }

  /// The shortest time for which a person is sent away.
  static let shortestAbsence = Span.minutes(10)

  /// Whether the first enquiry has waited for so long that asking does not keep up.
  private func isLagging(at now: Moment) -> Bool { oldest.map { $0.adding(Self.patience) <= now } ?? false }

  private static func time(for place: Int, at perMinute: Double) -> Span {
    .milliseconds(Int64(min(Double(place) / perMinute * 60_000, 1e13)))
  }
}

/// A query's place in the queue of the bank that takes longest.
public struct QueuePlace: Sendable, Equatable {
  /// The place, counted from 1.
  public let place: Int
  /// The estimated time at which the bank is asked; nil if nothing tells.
  public let estimatedAt: Moment?

  public init(place: Int, estimatedAt: Moment?) {
    self.place = place
    self.estimatedAt = estimatedAt
  }
}
