import Domain

/// How a sandbox bank was told to behave (docs/contract.md, "chaka-bank").
public struct Behaviour: Sendable, Hashable {
  /// How long after the first receipt of an enquiry its answer leaves, whether the request is sent again or not.
  public let delay: Span
  public let fail: Failure?

  public init(delay: Span? = nil, fail: Failure? = nil) {
    self.delay = delay ?? (fail == .late ? .seconds(2) : .seconds(0))
    self.fail = fail
  }

  public static let prompt = Behaviour()

  public enum Failure: String, Sendable, CaseIterable {
    /// 503 with Retry-After.
    case unavailable
    /// Never answers.
    case timeout
    /// 200 with what is no JSON.
    case garbage
    /// Accepts, and has the answer after the delay, to be fetched or called back.
    case late
    /// The same answer twice in one reply, and again by callback.
    case twice
  }
}

/// What a well-meaning bank never does. Tests set it; a book cannot.
public enum Quirk: Sendable, Equatable {
  case unsealed
  case unpadded
  case oversize
  case fullCardNumber
  case otherBank
  case badShape
  /// One more answer, for an enquiry that was not asked.
  case foreign(enquiry: String)
  /// Any body with status 200.
  case body([UInt8])
}
