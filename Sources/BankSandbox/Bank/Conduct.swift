import BankLink
import Domain

/// What a sandbox bank does with one request, decided before any waiting or sending.
public enum Conduct: Sendable {
  case unavailable(retryAfter: Span)
  case silence
  case body([UInt8])
  /// Replies after `hold`, and posts `callback` after its own pause where there is a URL to post to.
  case reply([Item], hold: Span, callback: Callback?)

  public typealias Item = (enquiry: String, reply: BankReply)

  public struct Callback: Sendable {
    public let items: [Item]
    public let after: Span
  }
}
