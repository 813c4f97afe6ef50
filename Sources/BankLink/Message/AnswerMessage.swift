import Domain
import Foundation

/// What a bank sends back to a batch, to a fetch, or to the callback (there with `bank` set).
public struct AnswerMessage: Codable, Sendable {
  /// Said in a callback only, where no request says it.
  public let bank: String?
  public let answers: [Item]
  public let signature: Nullable<String>

  public init(bank: BankCode? = nil, answers: [Item]) {
    self.bank = bank?.text
    self.answers = answers
    self.signature = Nullable(nil)
  }

  /// What the network takes from it. An item that names no enquiry is for nobody and is left out.
  public var replies: BankReplies {
    BankReplies(items: answers.compactMap { item in item.enquiry.map { ($0, item.reply) } })
  }
}

extension AnswerMessage {
  /// One answer as read: a part that is missing or of the wrong kind is nil and is judged in `reply`, so that one bad
  /// item spoils no other.
  public struct Item: Codable, Sendable {
    public let enquiry: String?
    public let status: String?
    public let sealed: String?
    public let retryAfterSeconds: Double?
    public let code: String?

    private enum CodingKeys: String, CodingKey {
      case enquiry, status, sealed, retryAfterSeconds, code
    }

    private init(
      enquiry: String, status: String, sealed: String? = nil, retryAfterSeconds: Double? = nil, code: String? = nil
    ) {
      self.enquiry = enquiry
      self.status = status
      self.sealed = sealed
      self.retryAfterSeconds = retryAfterSeconds
      self.code = code
    }

    public init(from decoder: any Decoder) {
      let container = try? decoder.container(keyedBy: CodingKeys.self)
      enquiry = try? container?.decode(String.self, forKey: .enquiry)
      status = try? container?.decode(String.self, forKey: .status)
      sealed = try? container?.decode(String.self, forKey: .sealed)
      retryAfterSeconds = try? container?.decode(Double.self, forKey: .retryAfterSeconds)
      code = try? container?.decode(String.self, forKey: .code)
    }

    public static func answered(_ enquiry: String, sealed: Data) -> Item {
      Item(enquiry: enquiry, status: "answered", sealed: sealed.base64EncodedString())
    }

    public static func accepted(_ enquiry: String, retryAfterSeconds: Double) -> Item {
      Item(enquiry: enquiry, status: "accepted", retryAfterSeconds: retryAfterSeconds)
    }

    public static func declined(_ enquiry: String, code: String) -> Item {
      Item(enquiry: enquiry, status: "declined", code: code)
    }
  }
}
