import Domain

/// Why a request is refused, as an error body says it: a code of the published list (`WireCode`).
public struct WireRefusal: Error, Sendable, Equatable {
  public let status: Int
  public let code: String
  public let message: String
  public let enquiry: String?
  public let retryAfterSeconds: Int?

  public init(
    status: Int, _ code: String, _ message: String, enquiry: String? = nil, retryAfterSeconds: Int? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.enquiry = enquiry
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// Only time-outs, 429 and 5xx are worth trying again.
  public var isRetryable: Bool { status == 408 || status == 429 || status >= 500 }
}

extension WireRefusal {
  public static let tooLarge = WireRefusal(status: 413, "too_large", "the body is too large")
  public static let tooSlow = WireRefusal(status: 408, "too_slow", "the body did not come in time")
  public static let notJSONType = WireRefusal(
    status: 415, "unsupported_media_type", "the body has to be application/json")

  public static func unavailable(_ code: String, _ message: String, retryAfterSeconds: Int? = nil) -> WireRefusal {
    WireRefusal(status: 503, code, message, retryAfterSeconds: retryAfterSeconds)
  }

  public init(_ fault: SignatureFault) { self.init(status: 401, fault.code, fault.message) }
  public init(_ fault: WireFault) { self.init(status: 400, fault.code, fault.message) }
  public init(_ fault: ConsentFault, enquiry: String) {
    self.init(status: fault == .unknownKey ? 401 : 400, fault.rawValue, fault.message, enquiry: enquiry)
  }
}

extension SignatureFault {
  var message: String {
    switch self {
    case .missing: "there is no signature with the tag \(SignatureProfile.tag)"
    case .malformed: "the signature fields cannot be read, or name what the message does not have"
    case .incomplete: "the signature does not cover, or does not say, all that it has to"
    case .unknownKey: "the key is not registered here"
    case .expired: "the signature has expired"
    case .future: "the signature was made in the future: compare the clocks"
    case .wrong: "the signature does not fit the message"
    case .digestMissing: "there is no Content-Digest"
    case .digestWrong: "the Content-Digest does not fit the body"
    case .replayed: "this very message was here before"
    }
  }
}

extension WireFault {
  var message: String {
    switch self {
    case .notJSON: "the body is no JSON in UTF-8"
    case .tooDeep: "the body is nested too deeply"
    case .duplicateKey: "an object names a key twice"
    case .badShape: "the body has not the expected members"
    }
  }
}

extension ConsentFault {
  var message: String {
    switch self {
    case .malformed: "the consent is no artefact of this protocol"
    case .unknownKey: "the consent is signed with a key that is not registered here"
    case .forged: "the signature of the consent does not fit"
    case .otherBank: "the consent is for another bank"
    case .otherEnquiry: "the consent is for another enquiry"
    case .expired: "the consent has expired"
    case .notYet: "the consent was granted in the future"
    case .used: "the consent was used for another enquiry before"
    }
  }
}
