import Text

/// Every error body: a code of the published list, a sentence, the enquiry if the error is about one, and whether to
/// try again. Beside these there may be members of problem details (RFC 9457, section 3.1), which are not used; no
/// others are allowed.
public struct ErrorMessage: WireMessage, Equatable {
  public let code: String
  public let message: String
  public let enquiry: String?
  public let retry: Bool

  public init(code: String, message: String, enquiry: String? = nil, retry: Bool = false) {
    self.code = code
    self.message = message
    self.enquiry = enquiry
    self.retry = retry
  }

  private static let members = ["error", "type", "title", "status", "detail", "instance"]

  public init?(json: JSONValue) {
    guard json.has(only: Self.members), let error = json["error"],
      error.has(only: ["code", "message", "enquiry", "retry"]), let code = error.text("code"),
      let message = error.text("message")
    else { return nil }
    self.init(code: code, message: message, enquiry: error.text("enquiry"), retry: error["retry"] == true)
  }

  public var json: JSONValue {
    .object([
      .init(
        "error",
        .object([
          .init("code", .string(code)), .init("message", .string(message)), .init("enquiry", JSONValue(enquiry)),
          .init("retry", .bool(retry)),
        ]))
    ])
  }
}
