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
  public static let tooSlow = WireRefusal(.tooSlow, "the body did not arrive in time")
  public static let notJSONType = WireRefusal(.unsupportedMediaType, "the body must be application/json")
  public static let tooManyEnquiries = WireRefusal(
    .tooManyEnquiries, "a request may have at most \(EnquiryMessage.maximumEnquiries) enquiries")
  static let unexpectedField = WireRefusal(
    .unexpectedField,
    "a header field is not on the protocol's list, is not written as required, or holds what may be a personal number"
  )
  static let unexpectedQuery = WireRefusal(.badRequest, "this path takes no query")
  static let notHTTP = WireRefusal(.badRequest, "the request is not HTTP/1.1")

  public init(_ fault: SignatureFault) { self.init(WireCode(fault), fault.message) }
  public init(_ fault: WireFault) { self.init(WireCode(fault), fault.message) }
  public init(_ fault: ConsentFault, enquiry: String) {
    self.init(WireCode(fault), fault.message, enquiry: enquiry)
  }
}

extension SignatureFault {
  var message: String {
    switch self {
    case .missing: "no signature with the tag \(SignatureProfile.tag)"
    case .malformed: "the signature fields cannot be read, or name a component that the message does not have"
    case .incomplete: "the signature lacks a required component or parameter"
    case .unknownKey: "the key is not registered here"
    case .expired: "the signature has expired"
    case .future: "the signature is from the future: compare the clocks"
    case .wrong: "the signature does not match the message"
    case .digestMissing: "Content-Digest is missing"
    case .digestWrong: "Content-Digest does not match the body"
    case .replayed: "this very message was received before"
    }
  }
}

extension WireFault {
  var message: String {
    switch self {
    case .notJSON: "the body is not JSON in UTF-8"
    case .tooDeep: "the body is nested too deeply"
    case .duplicateKey: "an object has the same key twice"
    case .badShape: "the body does not have the expected members"
    }
  }
}

extension ConsentFault {
  var message: String {
    switch self {
    case .malformed: "the consent is not an artefact of this protocol"
    case .unknownKey: "the consent is signed with a key that is not registered here"
    case .forged: "the signature of the consent does not match"
    case .otherBank: "the consent is for another bank"
    case .otherEnquiry: "the consent is for another enquiry"
    case .expired: "the consent has expired"
    case .notYet: "the consent is not valid yet"
    case .used: "the consent was already used for another enquiry"
    }
  }
}
