import Domain
import Foundation
import Sealing
import Text

/// The network's way to banks. Everything above it is the same whether banks are reached over HTTP or live in the
/// process (`HTTPBankPort`, `InProcessBanks`).
///
/// Asking is at least once: the same enquiry may be sent again under the same identifier, and a bank gives the same
/// answer (rule 7).
public protocol BankPort: Sendable {
  /// Sends a batch of enquiries to one bank. `callback` is the address to which the bank may post later answers.
  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies

  /// Asks one bank for the answers to enquiries that it had accepted for later.
  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies

  /// The fault on our own side for which no bank can be asked now (rule 14); nil if there is none.
  var obstacle: (any Fault)? { get }
}

extension BankPort {
  public var obstacle: (any Fault)? { nil }
}

/// A bank's endpoint and keys. Without keys (sandbox) the client reads them from the endpoint.
public struct BankEndpoint: Sendable, Hashable {
  public let bank: BankCode
  /// The base of the bank's paths, without a slash at the end.
  public let url: String
  /// The X25519 key that enquiries are sealed to.
  public let publicKey: SealingPublicKey?
  /// The Ed25519 keys, each of which may sign the bank's messages.
  public let signingKeys: [VerifyingKey]
  /// Whether the endpoint may resolve to a private address.
  public let allowsPrivateLines: Bool

  public init(
    bank: BankCode, url: String, publicKey: SealingPublicKey? = nil, signingKeys: [VerifyingKey] = [],
    allowsPrivateLines: Bool = false
  ) {
    self.bank = bank
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.publicKey = publicKey
    self.signingKeys = signingKeys
    self.allowsPrivateLines = allowsPrivateLines
  }
}
