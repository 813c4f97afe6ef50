import Domain
import Foundation

/// The replies of one bank, as received: duplicates and unknown identifiers included. The engine judges them.
public struct BankReplies: Sendable {
  public let items: [(enquiry: String, reply: BankReply)]
  /// The number of items that named no enquiry. Nothing else of these is kept.
  public let strays: Int

  public init(items: [(enquiry: String, reply: BankReply)], strays: Int = 0) {
    self.items = items
    self.strays = strays
  }

  /// The first reply to one enquiry.
  public subscript(enquiry: String) -> BankReply? { items.first { $0.enquiry == enquiry }?.reply }
}

/// One bank's reply to one enquiry.
public enum BankReply: Sendable, Equatable {
  /// A sealed answer that the network cannot read (rule 5).
  case answered(Data)
  /// The bank answers later, to be fetched or called back.
  case accepted(retryAfter: Span?)
  /// The bank does not answer this enquiry, for this reason.
  case declined(DeclineCode)
  /// The item is no sealed answer, or more than one: `unsealed_answer`, `answer_too_large`, `unpadded_answer` or
  /// `bad_shape`. This one enquiry ends as failed.
  case malformed(code: String)
}
