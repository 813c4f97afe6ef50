/// The life of one enquiry, without I/O: an event in, a new state and an action out.
///
/// Only time-outs, 429 and 5xx are tried again, with growing, jittered pauses that honour Retry-After, until the
/// deadline (docs/rules.md, "States"). A duplicate or late reply changes nothing.
public struct EnquiryMachine: Sendable, Equatable {
  public private(set) var state: EnquiryState
  /// The code with which the enquiry ended, or of the last failure while it is open.
  public private(set) var code: String?
  /// The number of requests in a row, for asking or fetching, that got no reply.
  public private(set) var attempts: Int
  /// The time of the next action.
  public private(set) var nextAt: Moment
  public let dueAt: Moment

  public init(state: EnquiryState, code: String?, attempts: Int, nextAt: Moment, dueAt: Moment) {
    self.state = state
    self.code = code
    self.attempts = attempts
    self.nextAt = nextAt
    self.dueAt = dueAt
  }

  /// A new enquiry, to be asked at once.
  public static func new(at now: Moment, dueAt: Moment) -> EnquiryMachine {
    EnquiryMachine(state: .queued, code: nil, attempts: 0, nextAt: now, dueAt: dueAt)
  }

  public enum Event: Sendable, Equatable {
    /// A worker takes the enquiry on; if the worker dies, another may after the lease.
    case claimed(lease: Span)
    case answered
    case acknowledged(retryAfter: Span?)
    case declined(code: String)
    case failed(code: String)
    /// The bank sent no reply, or one that says to come again. `jitter` is 0 to 999.
    case unreached(code: String, retryAfter: Span?, jitter: Int)
    /// The bank could not be asked because of a fault on our own side (rule 14).
    case held(code: String)
    /// The worker that took the enquiry on gives it back without having asked: it waits as it did, since `since`.
    case released(since: Moment)
    /// The bank no longer knows an enquiry that it had accepted: it is asked again.
    case forgotten(jitter: Int)
    case withdrawn(code: String)
    case deadline
  }

  public enum Action: Sendable, Equatable {
    case ask
    case fetch
    /// The answer is the first one and has to be kept.
    case keepAnswer
    /// The enquiry ended without an answer.
    case close
    case wait
    /// The event came too late, or for the second time.
    case ignore
  }

  /// The pauses between attempts at a bank that does not reply.
  public static let pauses = GrowingPause(from: .seconds(2), to: .minutes(15))
  /// The pause until a fault on our own side is looked at again.
  public static let heldPause = Span.seconds(5)

  /// The code of an enquiry that was refused together with others, by a reply that did not tell which of them it was
  /// for.
  public static let unclearRefusal = "bank_refused_together"
  /// Whether the enquiry has to be asked by itself, so that a refusal is about no other.
  public var isAskedAlone: Bool { state.isOpen && code == Self.unclearRefusal }

  public mutating func handle(_ event: Event, at now: Moment) -> Action {
    guard state.isOpen else { return .ignore }
    if now >= dueAt { return timeOut() }
    switch event {
    case .claimed(let lease): return claim(lease, at: now)
    case .answered: return close(.answered, code: nil, .keepAnswer)
    case .acknowledged(let retryAfter): return acknowledge(retryAfter, at: now)
    case .declined(let code): return close(.declined, code: code, .close)
    case .failed(let code): return close(.failed, code: code, .close)
    case .unreached(let code, let retryAfter, let jitter): return pause(code, retryAfter, jitter, at: now)
    case .held(let code): return hold(code, at: now)
    case .released(let since): return release(since)
    case .forgotten(let jitter):
      state = .sent
      return pause("forgotten", nil, jitter, at: now)
    case .withdrawn(let code): return close(.withdrawn, code: code, .close)
    case .deadline: return .wait
    }
  }

  private mutating func claim(_ lease: Span, at now: Moment) -> Action {
    nextAt = now.adding(lease)
    guard state != .acknowledged else { return .fetch }
    state = .sent
    return .ask
  }

  private mutating func acknowledge(_ retryAfter: Span?, at now: Moment) -> Action {
    state = .acknowledged
    code = nil
    attempts = 0
    nextAt = min(now.adding(max(retryAfter ?? Self.pauses.shortest, .seconds(1))), dueAt)
    return .wait
  }

  private mutating func pause(_ code: String, _ retryAfter: Span?, _ jitter: Int, at now: Moment) -> Action {
    self.code = code
    attempts += 1
    let base = Self.pauses.after(attempts - 1).milliseconds
    let jittered = base + base * Int64(jitter) / 2_000
    let wait = max(jittered, retryAfter?.milliseconds ?? 0)
    nextAt = min(now.adding(.milliseconds(wait)), dueAt)
    return .wait
  }

  /// Holds the enquiry back. The bank has no part in the fault, so the pause does not grow and no attempt counts.
  private mutating func hold(_ code: String, at now: Moment) -> Action {
    self.code = code
    nextAt = min(now.adding(Self.heldPause), dueAt)
    return .wait
  }

  private mutating func release(_ since: Moment) -> Action {
    if state == .sent, attempts == 0, code == nil { state = .queued }
    nextAt = since
    return .wait
  }

  private mutating func timeOut() -> Action {
    close(.timedOut, code: code ?? "no_answer", .close)
  }

  private mutating func close(_ state: EnquiryState, code: String?, _ action: Action) -> Action {
    self.state = state
    self.code = code
    return action
  }
}
