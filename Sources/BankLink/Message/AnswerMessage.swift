import Domain
import Foundation
import Text

/// A bank's reply to a batch or a fetch, or its post to the callback. It has the members that the protocol names and no
/// others: the network is blind, and clear text that a bank adds is refused rather than passed over (rule 5).
public struct AnswerMessage: WireMessage {
  public let answers: [Item]

  public init(answers: [Item]) { self.answers = answers }

  public init?(json: JSONValue) {
    guard json.has(only: ["answers"]), case .array(let items)? = json["answers"] else { return nil }
    answers = items.map(Item.init)
  }

  public var json: JSONValue { .object([.init("answers", .array(answers.map(\.json)))]) }

  /// The items that the network takes from the message. An item that names no enquiry is left out.
  public var replies: BankReplies {
    let items = answers.compactMap { item in item.enquiry.map { ($0, item.reply) } }
    return BankReplies(items: items, strays: answers.count - items.count)
  }
}

extension AnswerMessage {
  /// One answer as read: a part that is missing or of the wrong kind is nil and judged in `reply`, so that one bad item
  /// spoils no other.
  public struct Item: Sendable {
    public let enquiry: String?
    public let status: String?
    public let sealed: String?
    public let retryAfterSeconds: Double?
    public let code: String?
    /// Whether it has members that do not belong to its status, or a member of the wrong shape.
    let isStrange: Bool

    private init(
      enquiry: String, status: String, sealed: String? = nil, retryAfterSeconds: Double? = nil, code: String? = nil
    ) {
      self.enquiry = enquiry
      self.status = status
      self.sealed = sealed
      self.retryAfterSeconds = retryAfterSeconds
      self.code = code
      isStrange = false
    }

    public static func answered(_ enquiry: String, sealed: Data) -> Item {
      Item(enquiry: enquiry, status: "answered", sealed: Base64.text(of: sealed))
    }

    public static func accepted(_ enquiry: String, retryAfterSeconds: Double) -> Item {
      Item(enquiry: enquiry, status: "accepted", retryAfterSeconds: retryAfterSeconds)
    }

    public static func declined(_ enquiry: String, code: String) -> Item {
      Item(enquiry: enquiry, status: "declined", code: code)
    }

    fileprivate init(_ json: JSONValue) {
      enquiry = json.identifier("enquiry")
      status = json.text("status")
      sealed = json.text("sealed")
      retryAfterSeconds = json["retryAfterSeconds"]?.double
      code = json.text("code")
      let pause = json["retryAfterSeconds"]
      isStrange = !json.has(only: Self.members(of: status)) || pause.map { !Self.isPause($0) } ?? false
    }

    /// Whether the value is a valid pause: one longer than a day is invalid, and could be any number.
    private static func isPause(_ json: JSONValue) -> Bool {
      json.double.map { (0...Span.longestWaitSeconds).contains($0) } ?? false
    }

    /// The members of an item, by its status.
    private static func members(of status: String?) -> [String] {
      switch status {
      case "answered": answered
      case "accepted": accepted
      case "declined": declined
      default: []
      }
    }

    private static let answered = ["enquiry", "status", "sealed"]
    private static let accepted = ["enquiry", "status", "retryAfterSeconds"]
    private static let declined = ["enquiry", "status", "code"]

    fileprivate var json: JSONValue {
      var members: [JSONValue.Member] = [.init("enquiry", JSONValue(enquiry)), .init("status", JSONValue(status))]
      if let sealed { members.append(.init("sealed", .string(sealed))) }
      if let seconds = retryAfterSeconds { members.append(.init("retryAfterSeconds", .number(seconds))) }
      if let code { members.append(.init("code", .string(code))) }
      return .object(members)
    }
  }
}
