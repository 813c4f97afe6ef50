import Crypto
import Foundation

/// Authenticates rows of one database under the server secret: whoever can write the file and has no secret cannot make
/// a row that passes, nor pass one off as another (rule 11).
///
/// HMAC-SHA256 (RFC 2104), cut to 128 bits. The key is the database's own, so that a row of another database with the
/// same secrets does not pass either.
public struct RowSeal: Sendable {
  private let key: SymmetricKey

  /// The number of bytes of a seal.
  public static let size = 16

  public init(_ secret: ServerSecret, instance: String) {
    key = SymmetricKey(data: secret.hash(instance, for: .rows))
  }

  /// The seal of a row, whose bytes no other row has.
  public func seal(_ row: [UInt8]) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: row, using: key).prefix(Self.size))
  }
}
