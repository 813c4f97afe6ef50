/// Every error body: `{"error":{"code","message","enquiry"?,"retry"}}`.
public struct ErrorMessage: Codable, Sendable, Equatable {
  public let error: Content

  public init(code: String, message: String, enquiry: String? = nil, retry: Bool = false) {
    error = Content(code: code, message: message, enquiry: enquiry, retry: retry)
  }

  public struct Content: Codable, Sendable, Equatable {
    public let code: String
    public let message: String
    public let enquiry: String?
    public let retry: Bool
  }
}
