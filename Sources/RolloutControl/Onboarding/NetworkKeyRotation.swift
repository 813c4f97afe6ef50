import Domain
import Foundation
import Sealing
import Store

/// One of the network's public keys, as published to banks.
public struct NetworkKey: Sendable, Equatable {
  public let keyId: String
  public let publicKey: Data
  public let validFrom: Moment
  /// The time at which the key stops signing; nil for the newest.
  public let validUntil: Moment?
}

/// The keys that the network signs with. They lie beside the secrets; the chain only records that a key was made.
extension BankOnboarding {
  /// Every key of the network, newest first, past ones included: signatures by old keys can still be proved.
  public func networkKeys() throws -> [NetworkKey] {
    try store.networkKeys.published(now: store.now()).map { entry in
      NetworkKey(
        keyId: entry.key.keyId, publicKey: entry.key.publicKey.rawRepresentation, validFrom: entry.madeAt,
        validUntil: entry.until)
    }
  }

  /// The key that signs now, also facts about a bank that are handed on.
  public func networkSigningKey() throws -> SigningKey { try store.networkKeys.signing(now: store.now()) }

  /// Makes a new key, which signs once the overlap is over, so that every bank can take it in before. Banks trust its
  /// signatures, so a rotation needs approval like a change of a bank's keys. A commit that fails leaves no key.
  public func rotateNetworkKey(overlap: Span = usualOverlap) throws -> NetworkKey {
    try write(alone: .onboarding, "network.key") { try rotateNetworkKey(overlap: overlap, by: author, in: $0) }
  }

  func rotateNetworkKey(overlap: Span, by author: String, in transaction: Transaction) throws -> NetworkKey {
    let now = transaction.now
    try transaction.settleNetworkKey()
    try requireNoRotation(in: transaction)
    let entry = try transaction.rotateNetworkKey(signingFrom: now.adding(overlap), author: author)
    return NetworkKey(
      keyId: entry.key.keyId, publicKey: entry.key.publicKey.rawRepresentation, validFrom: now, validUntil: nil)
  }

  /// Throws while another rotation is under way.
  func requireNoRotation(in transaction: Transaction) throws {
    guard try !store.networkKeys.isRotating(now: transaction.now) else { throw RolloutFault.rotationInProgress }
  }
}
