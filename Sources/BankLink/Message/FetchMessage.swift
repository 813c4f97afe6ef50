import Text

/// `POST {endpoint}/v1/answers`: fetches the answers to enquiries that were accepted for later.
public struct FetchMessage: WireMessage, Equatable {
  public let enquiries: [String]

  public init(enquiries: [String]) { self.enquiries = enquiries }

  public init?(json: JSONValue) {
    guard let enquiries = json.texts("enquiries"), enquiries.allSatisfy(isIdentifier) else { return nil }
    self.enquiries = enquiries
  }

  public var json: JSONValue { .object([.init("enquiries", JSONValue(enquiries))]) }
}
