/// `POST {endpoint}/v1/answers`: asks for what had been accepted for later.
public struct FetchMessage: Codable, Sendable, Equatable {
  public let enquiries: [String]

  public init(enquiries: [String]) { self.enquiries = enquiries }
}
