import Domain

/// The load that one bank can take just now, learnt from the outcomes of exchanges with the bank; protects the bank,
/// and us from waiting for it. A state machine without I/O: time and chance come in as parameters.
///
/// A circuit breaker: after five failed exchanges in a row the circuit opens, and nothing is sent; after a pause, one
/// enquiry probes the bank, and its outcome closes the circuit or opens it again for twice as long. Beside the circuit,
/// limits follow the bank: a 429 halves the number of requests at a time and spaces them out, answers win both back,
/// and a Retry-After holds for the whole bank.
struct BankThrottle: Sendable, Equatable {
  /// The state of the circuit, which lets requests through or not.
  enum Circuit: Sendable, Equatable {
    /// Every request is sent; `failures` exchanges in a row have failed. More failures open the circuit.
    case closed(failures: Int)
    /// Nothing is sent until the pause is over. A probe, or an answer to an earlier request, moves the circuit on.
    case open(since: Moment, pause: Span)
    /// One enquiry is on its way. Its outcome opens or closes the circuit.
    case probing
  }

  /// Leave to send one request.
  struct Pass: Sendable, Equatable {
    /// Whether the pass is for one enquiry only, to see whether the bank is back.
    let isProbe: Bool
  }

  /// The outcome of an exchange.
  enum Outcome: Sendable, Equatable {
    /// The bank replied, whatever its reply.
    case replied
    /// The bank replied with HTTP 429.
    case throttled(retryAfter: Span?)
    /// The exchange failed: time-out, no connection, or 5xx.
    case nothing(retryAfter: Span?)
  }

  static let failuresToOpen = 5
  static let pauses = GrowingPause(from: .seconds(5), to: .seconds(60))
  /// The longest pause that a bank's Retry-After sets; after that the bank is asked again, and may set another.
  static let longestHold = Span.hours(1)
  static let shortestInterval = Span.milliseconds(500)
  static let longestInterval = Span.seconds(30)

  private(set) var circuit = Circuit.closed(failures: 0)
  /// The number of times in a row that the circuit has opened.
  private(set) var openings = 0
  private(set) var inHand = 0
  /// The number of requests at a time; nil for as many as the settings allow.
  private(set) var limit: Int?
  /// The number of replies since the limit last grew.
  private var credit = 0
  /// The time between the beginnings of two requests.
  private(set) var interval = Span.seconds(0)
  private var latest: Moment?
  /// The pause after a fault on our own side; nil once a request has left again.
  private var fault: (since: Moment, span: Span)?
  /// The pause that the bank's Retry-After has set.
  private var hold: (since: Moment, span: Span)?

  static func == (left: BankThrottle, right: BankThrottle) -> Bool {
    left.circuit == right.circuit && left.openings == right.openings && left.inHand == right.inHand
      && left.limit == right.limit && left.credit == right.credit && left.interval == right.interval
      && left.latest == right.latest && left.fault?.since == right.fault?.since
      && left.fault?.span == right.fault?.span && left.hold?.since == right.hold?.since
      && left.hold?.span == right.hold?.span
  }

  // MARK: Events

  /// Gives leave to send a request; nil if none may be sent now. Whoever gets a pass gives it back with `leave`.
  mutating func enter(at now: Moment, most: Int) -> Pass? {
    guard inHand < max(1, min(limit ?? most, most)), isOver(hold?.span, since: hold?.since, at: now),
      isOver(interval, since: latest, at: now)
    else { return nil }
    var isProbe = false
    if let fault {
      guard inHand == 0, isOver(fault.span, since: fault.since, at: now) else { return nil }
      isProbe = true
    }
    switch circuit {
    case .closed: break
    case .probing: return nil
    case .open(let since, let pause):
      guard isOver(pause, since: since, at: now) else { return nil }
      (circuit, isProbe) = (.probing, true)
    }
    inHand += 1
    latest = now
    return Pass(isProbe: isProbe)
  }

  /// Notes the outcome of an exchange under a pass. `jitter` is 0 to 999; `most` is the number of requests that the
  /// settings allow at a time.
  mutating func note(_ outcome: Outcome, of pass: Pass, at now: Moment, jitter: Int, most: Int) {
    fault = nil
    switch outcome {
    case .replied:
      close()
      recover(most: most)
    case .throttled(let retryAfter):
      close()
      slowDown(most: most)
      leaveAlone(for: retryAfter, at: now)
    case .nothing(let retryAfter):
      fail(pass, at: now, jitter: jitter)
      leaveAlone(for: retryAfter, at: now)
    }
  }

  /// Gives a pass back after its request. A probe without an outcome, because there was nothing to ask, may be made
  /// again at once.
  mutating func leave(_ pass: Pass, at now: Moment) {
    inHand = max(0, inHand - 1)
    if pass.isProbe, circuit == .probing { circuit = .open(since: now, pause: .seconds(0)) }
  }

  /// The number of requests that can be sent at a time, and whether each is for one enquiry only; nil while nothing is
  /// sent.
  func capacity(at now: Moment, most: Int) -> (requests: Int, isProbe: Bool)? {
    guard isOver(hold?.span, since: hold?.since, at: now) else { return nil }
    if let fault { return isOver(fault.span, since: fault.since, at: now) ? (1, true) : nil }
    switch circuit {
    case .probing: return (1, true)
    case .open(let since, let pause):
      return isOver(pause, since: since, at: now) && isOver(interval, since: latest, at: now) ? (1, true) : nil
    case .closed:
      let requests = max(1, min(limit ?? most, most))
      guard interval.milliseconds > 0 else { return (requests, false) }
      return isOver(interval, since: latest, at: now) ? (min(requests, inHand + 1), false) : nil
    }
  }

  /// Sends nothing for a while, and then one enquiry: the bank cannot be asked because of a fault on our own side, for
  /// which the pause does not grow.
  mutating func hold(at now: Moment, for pause: Span) { fault = (now, pause) }

  /// Tries again at once what was held for a fault on our own side.
  mutating func forgive() {
    if let fault { self.fault = (fault.since, .seconds(0)) }
  }

  // MARK: The circuit

  private mutating func close() {
    circuit = .closed(failures: 0)
    openings = 0
  }

  private mutating func fail(_ pass: Pass, at now: Moment, jitter: Int) {
    switch circuit {
    case .closed(let failures) where failures + 1 < Self.failuresToOpen: circuit = .closed(failures: failures + 1)
    case .closed: open(at: now, jitter: jitter)
    case .probing where pass.isProbe: open(at: now, jitter: jitter)
    // The outcome of a request sent before the circuit opened changes nothing.
    case .probing, .open: break
    }
  }

  private mutating func open(at now: Moment, jitter: Int) {
    let pause = Self.pauses.after(openings).milliseconds
    openings += 1
    circuit = .open(since: now, pause: .milliseconds(pause - pause * Int64(jitter) / 4_000))
  }

  // MARK: The limits

  private mutating func slowDown(most: Int) {
    limit = max(1, min(limit ?? most, most) / 2)
    credit = 0
    let doubled = max(interval.milliseconds * 2, Self.shortestInterval.milliseconds)
    interval = .milliseconds(min(doubled, Self.longestInterval.milliseconds))
  }

  private mutating func recover(most: Int) {
    let shorter = interval.milliseconds * 3 / 4
    interval = .milliseconds(shorter < Self.shortestInterval.milliseconds / 8 ? 0 : shorter)
    guard let limit else { return }
    credit += 1
    guard credit >= limit else { return }
    credit = 0
    self.limit = limit + 1 < most ? limit + 1 : nil
  }

  private mutating func leaveAlone(for span: Span?, at now: Moment) {
    guard let span else { return }
    hold = (now, min(span, Self.longestHold))
  }

  /// Whether a span is over. A clock that was put back keeps nothing waiting.
  private func isOver(_ span: Span?, since: Moment?, at now: Moment) -> Bool {
    guard let span, let since else { return true }
    return now < since || since.adding(span) <= now
  }
}
