/// A refusal of a request, with the parts of its error body.
public struct WireRefusal: Error, Sendable, Equatable {
  private let wireCode: WireCode
  public let message: String
  public let enquiry: String?
  public let retryAfterSeconds: Int?
  /// The one method of the path, for a request with another; nil otherwise.
  let allowedMethod: String?

  public init(
    _ code: WireCode, _ message: String, enquiry: String? = nil, retryAfterSeconds: Int? = nil,
    allowedMethod: String? = nil
  ) {
    wireCode = code
    self.message = message
    self.enquiry = enquiry
    self.retryAfterSeconds = retryAfterSeconds
    self.allowedMethod = allowedMethod
  }

  public var code: String { wireCode.text }
  public var status: Int { wireCode.status }

  /// Whether the request is worth trying again: only time-outs, 429 and 5xx are.
  public var isRetryable: Bool { status == 408 || status == 429 || status >= 500 }
}

extension WireRefusal {
  public static let tooLarge = WireRefusal(.tooLarge, "the body is too large")
  public static let tooSlow = WireRefusal(.tooSlow, "the body did not come in time")
  public static let notJSONType = WireRefusal(.unsupportedMediaType, "the body has to be application/json")
  public static let tooManyEnquiries = WireRefusal(
    .tooManyEnquiries, "a request has at most \(EnquiryMessage.maximumEnquiries) enquiries")
  static let unexpectedField = WireRefusal(
    .unexpectedField,
    "a header field is not on the protocol's list, is not written as it has to be, or holds what may be somebody's number"
  )
  static let unexpectedQuery = WireRefusal(.badRequest, "this path takes no query")
  static let notHTTP = WireRefusal(.badRequest, "the request is no HTTP/1.1")

  public init(_ fault: SignatureFault) { self.init(WireCode(fault), fault.message) }
  public init(_ fault: WireFault) { self.init(WireCode(fault), fault.message) }
  public init(_ fault: ConsentFault, enquiry: String) {
    self.init(WireCode(fault), fault.message, enquiry: enquiry)
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
