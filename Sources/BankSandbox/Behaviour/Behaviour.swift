import Domain

/// The behaviour that a sandbox bank was given (docs/contract.md, "chaka-bank").
public struct Behaviour: Sendable, Hashable {
  /// The time from the first receipt of an enquiry to its answer, whether the request is sent again or not.
  public let delay: Span
  public let fail: Failure?

  public init(delay: Span? = nil, fail: Failure? = nil) {
    self.delay = delay ?? (fail == .late ? .seconds(2) : .seconds(0))
    self.fail = fail
  }

  public static let prompt = Behaviour()

  public enum Failure: String, Sendable, CaseIterable {
    /// The bank replies with 503 and Retry-After.
    case unavailable
    /// The bank never answers.
    case timeout
    /// The bank replies with 200 and a body that is no JSON.
    case garbage
    /// The bank accepts, and has the answer after the delay, to be fetched or called back.
    case late
    /// The bank sends the same answer twice in one reply, and again by callback.
    case twice
  }
}

/// The behaviour of a bank that does not mean well. Tests set it; a book cannot.
public enum Quirk: Sendable, Equatable {
  case unsealed
  case unpadded
  case oversize
  case fullCardNumber
  case otherBank
  case badShape
  /// The bank sends one more answer, for an enquiry that was not asked.
  case foreign(enquiry: String)
  /// The bank sends any body with status 200.
  case body([UInt8])
}
