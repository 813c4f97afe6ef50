import Domain
import Foundation
import Store

/// One of the network's public keys, as banks take it in.
public struct NetworkKey: Sendable, Equatable {
  public let keyId: String
  public let publicKey: Data
  public let validFrom: Moment
  /// When it stops signing; nil for the newest.
  public let validUntil: Moment?
}

/// The keys the network signs with. They lie beside the secrets; only that one was made is written in the chain.
extension OperatorSession {
  /// Every key there ever was, newest first: what an old one signed can still be proved.
  public func networkKeys() throws -> [NetworkKey] {
    try store.networkKeys.published(now: store.now()).map { entry in
      NetworkKey(
        keyId: entry.key.keyId, publicKey: entry.key.publicKey.rawRepresentation, validFrom: entry.madeAt,
        validUntil: entry.until)
    }
  }

  /// Makes a new key, which signs once the overlap is over, so that every bank can take it in before. The writer's lock
  /// keeps two operators apart; a commit that fails afterwards leaves the key made, and it shows among the keys.
  public func rotateNetworkKey(overlap: Span = usualOverlap) throws -> NetworkKey {
    try store.write { transaction in
      let now = transaction.now
      guard try !store.networkKeys.isRotating(now: now) else { throw RolloutFault.rotationInProgress }
      let entry = try store.networkKeys.rotate(overlap: overlap, now: now)
      let key = NetworkKey(
        keyId: entry.key.keyId, publicKey: entry.key.publicKey.rawRepresentation, validFrom: now, validUntil: nil)
      try transaction.audit(
        author: author, action: "rotate", object: "network",
        detail: [
          "keyId": .string(key.keyId), "publicKey": .string(key.publicKey.base64EncodedString()),
          "signsFrom": JSONValue(now.adding(overlap)),
        ])
      return key
    }
  }
}
