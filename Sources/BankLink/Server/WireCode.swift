/// A code of the published list for error bodies, with its status (`Protocol/openapi.yaml`).
public struct WireCode: Sendable, Hashable {
  public let text: String
  public let status: Int

  private init(_ status: Int, _ text: String) {
    self.status = status
    self.text = text
  }

  public init(_ fault: WireFault) { self.init(400, fault.code) }
  public init(_ fault: SignatureFault) { self.init(401, fault.code) }
  /// The code of a consent's fault. A consent signed with an unknown key is like any signature with an unknown key.
  public init(_ fault: ConsentFault) { self.init(fault == .unknownKey ? 401 : 400, fault.rawValue) }
}

extension WireCode {
  public static let badRequest = WireCode(400, "bad_request")
  public static let unsupportedProtocol = WireCode(400, "unsupported_protocol")
  public static let tooManyEnquiries = WireCode(400, "too_many_enquiries")
  public static let duplicateEnquiry = WireCode(400, "duplicate_enquiry")
  public static let unknownSealingKey = WireCode(400, "unknown_sealing_key")
  public static let badEncapsulatedKey = WireCode(400, "bad_encapsulated_key")
  public static let identityNotSealed = WireCode(400, "identity_not_sealed")
  public static let unexpectedField = WireCode(400, "unexpected_field")
  public static let introductionClosed = WireCode(403, "introduction_closed")
  public static let notFound = WireCode(404, "not_found")
  public static let unknownBank = WireCode(404, "unknown_bank")
  public static let methodNotAllowed = WireCode(405, "method_not_allowed")
  public static let tooSlow = WireCode(408, "too_slow")
  public static let enquiryConflict = WireCode(409, "enquiry_conflict")
  public static let batchConflict = WireCode(409, "batch_conflict")
  public static let tooLarge = WireCode(413, "too_large")
  public static let unsupportedMediaType = WireCode(415, "unsupported_media_type")
  /// For banks that are asked more than they can answer; no server here sends this code.
  public static let tooManyRequests = WireCode(429, "too_many_requests")
  public static let unavailable = WireCode(503, "unavailable")
  public static let maintenance = WireCode(503, "maintenance")
  public static let stopping = WireCode(503, "stopping")

  /// The published list, by status.
  public static let all: [WireCode] = {
    let own: [WireCode] = [
      .badRequest, .unsupportedProtocol, .tooManyEnquiries, .duplicateEnquiry, .unknownSealingKey, .badEncapsulatedKey,
      .identityNotSealed, .unexpectedField, .introductionClosed, .notFound, .unknownBank, .methodNotAllowed, .tooSlow,
      .enquiryConflict,
      .batchConflict, .tooLarge, .unsupportedMediaType, .tooManyRequests, .unavailable, .maintenance, .stopping,
    ]
    let faults =
      WireFault.allCases.map(WireCode.init) + SignatureFault.allCases.map(WireCode.init)
      + ConsentFault.allCases.map(WireCode.init)
    return (faults + own).sorted { ($0.status, $0.text) < ($1.status, $1.text) }
  }()

  /// The texts of the list, each by itself: the code of an error body is compared with these and then dropped.
  static let published = Dictionary(all.map { ($0.text, $0.text) }) { first, _ in first }
}
