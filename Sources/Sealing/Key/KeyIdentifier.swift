import Crypto
import Domain
import Foundation

/// The name of a public key: the first 16 hexadecimal digits of its SHA-256.
public func keyIdentifier(_ publicKey: Data) -> String { SHA256.hash(data: publicKey).prefix(8).hexadecimal }

extension BankPublicKeys {
  public var sealingId: String { keyIdentifier(sealing) }
  public var signingId: String? { signing.map(keyIdentifier) }
  /// The identifiers of both keys, as in a certification.
  public var identifiers: [String] { [sealingId] + (signingId.map { [$0] } ?? []) }
}
