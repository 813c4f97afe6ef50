import Crypto
import Foundation

/// Authenticates rows of one database under the server secret: whoever can write the file and has no secret cannot make
/// a row that passes, nor pass one off as another (rule 11).
///
/// HMAC-SHA256 (RFC 2104), cut to 128 bits. The key is the database's own, so that a row of another database with the
/// same secrets does not pass either.
public struct RowSeal: Sendable {
  /// The HMAC begun under the key: a copy of it costs less than the key's two blocks.
  private let keyed: HMAC<SHA256>

  /// The number of bytes of a seal.
  public static let size = 16

  public init(_ secret: ServerSecret, instance: String) {
    keyed = HMAC<SHA256>(key: SymmetricKey(data: secret.hash(instance, for: .rows)))
  }

  /// The seal of a row, whose bytes no other row has.
  public func seal(_ row: [UInt8]) -> Data {
    var text = Text(keyed: keyed)
    text.bytes = row
    return text.seal()
  }

  /// The text of a row, to be filled in.
  public func text() -> Text { Text(keyed: keyed) }

  /// The bytes of a row, in order. What is long need not be copied.
  public struct Text {
    private var code: HMAC<SHA256>
    /// What has been added since the last long part.
    public var bytes: [UInt8] = []

    fileprivate init(keyed: HMAC<SHA256>) { code = keyed }

    /// Adds a long part after `bytes`, which it empties.
    public mutating func add(_ part: some DataProtocol) {
      code.update(data: bytes)
      bytes.removeAll(keepingCapacity: true)
      code.update(data: part)
    }

    public consuming func seal() -> Data {
      code.update(data: bytes)
      return Data(code.finalize().prefix(RowSeal.size))
    }
  }
}
