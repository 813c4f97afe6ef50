import Text

/// The network's reply to a callback: the number of answers taken, and those not taken with their codes.
public struct TakenMessage: WireMessage, Equatable {
  public let taken: Int
  public let refused: [Refused]

  public struct Refused: Sendable, Equatable {
    public let enquiry: String
    public let code: String

    public init(enquiry: String, code: String) {
      self.enquiry = enquiry
      self.code = code
    }
  }

  public init(taken: Int, refused: [Refused]) {
    self.taken = taken
    self.refused = refused
  }

  public init?(json: JSONValue) {
    guard case .integer(let taken)? = json["taken"], case .array(let items)? = json["refused"] else { return nil }
    var refused: [Refused] = []
    for item in items {
      guard let enquiry = item.text("enquiry"), let code = item.text("code") else { return nil }
      refused.append(Refused(enquiry: enquiry, code: code))
    }
    self.init(taken: Int(taken), refused: refused)
  }

  public var json: JSONValue {
    .object([
      .init("taken", JSONValue(taken)),
      .init(
        "refused",
        .array(refused.map { .object([.init("enquiry", .string($0.enquiry)), .init("code", .string($0.code))]) })),
    ])
  }
}
