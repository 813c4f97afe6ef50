import Crypto
import Foundation

/// The name of a public key: the first 16 hexadecimal digits of its SHA-256.
public func keyIdentifier(_ publicKey: Data) -> String { SHA256.hash(data: publicKey).prefix(8).hexadecimal }
