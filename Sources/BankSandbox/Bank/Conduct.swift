import BankLink
import Domain

/// The reaction of a sandbox bank to one request, decided before any waiting or sending.
public enum Conduct: Sendable {
  case unavailable(retryAfter: Span)
  case silence
  case body([UInt8])
  /// The bank replies after `hold`, and posts `callback` after its own pause if there is a URL to post to.
  case reply([Item], hold: Span, callback: Callback?)

  public typealias Item = (enquiry: String, reply: BankReply)

  public struct Callback: Sendable {
    public let items: [Item]
    public let after: Span
  }
}
