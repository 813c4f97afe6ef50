import Foundation

/// `GET {endpoint}/v1/keys`: the bank's public keys, the one to use first.
public struct KeysMessage: Codable, Sendable, Equatable {
  public let keys: [Key]

  public init(keys: [Key]) { self.keys = keys }

  public struct Key: Codable, Sendable, Equatable {
    public let keyId: String
    public let publicKey: Data

    public init(keyId: String, publicKey: Data) {
      self.keyId = keyId
      self.publicKey = publicKey
    }
  }
}
