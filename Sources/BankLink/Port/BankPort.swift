import Domain
import Foundation
import Sealing
import Text

/// How the network asks banks. Everything above it is the same whether banks are reached over HTTP or live in the
/// process (`HTTPBankPort`, `InProcessBanks`).
///
/// Asking is at least once: the same enquiry may be sent again under the same identifier, and a bank gives the same
/// answer (rule 7).
public protocol BankPort: Sendable {
  /// Sends a batch of enquiries to one bank. `callback` is where the bank may post the answers it gives later.
  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies

  /// Asks one bank for the answers to enquiries that it had accepted for later.
  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies

  /// What is wrong on our own side, so that no bank can be asked now (rule 14); nil where nothing is.
  var obstacle: (any Fault)? { get }
}

extension BankPort {
  public var obstacle: (any Fault)? { nil }
}

/// A bank's address and keys. Without keys (sandbox) the client reads them from the endpoint.
public struct BankEndpoint: Sendable, Hashable {
  public let bank: BankCode
  /// The base of the bank's paths, without a slash at the end.
  public let url: String
  /// X25519, that enquiries are sealed to.
  public let publicKey: SealingPublicKey?
  /// Ed25519, each of which may sign what the bank sends.
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
