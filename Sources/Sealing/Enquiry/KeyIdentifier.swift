import Crypto
import Foundation

/// The name of a public key: the first 16 hexadecimal digits of its SHA-256.
public func keyIdentifier(_ publicKey: Data) -> String {
  SHA256.hash(data: publicKey).prefix(8).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
