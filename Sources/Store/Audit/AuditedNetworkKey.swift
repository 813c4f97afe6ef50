import Domain
import Foundation
import Sealing

extension Transaction {
  /// Makes the network's next key and records it. It is among the keys once the record is committed; where the program
  /// ends in between, the next one to open the database sees to that.
  public func rotateNetworkKey(signingFrom: Moment, author: String) throws -> NetworkKeys.Entry {
    let entry = try store.networkKeys.prepare(signingFrom: signingFrom, now: now)
    try audit(
      author: author, action: "rotate", object: "network",
      detail: [
        "keyId": .string(entry.key.keyId),
        "publicKey": .string(entry.key.publicKey.rawRepresentation.base64EncodedString()),
        "signsFrom": JSONValue(signingFrom),
      ])
    afterCommit(.networkKey) { [keys = store.networkKeys, now] in try keys.takeIn(entry.key.keyId, now: now) }
    return entry
  }

  /// Ends a rotation that was cut short: the key is taken in if the chain has its record, and destroyed otherwise. The
  /// writer's lock keeps it from one that is under way.
  public func settleNetworkKey() throws {
    guard let keyId = try store.networkKeys.coming() else { return }
    // A key is destroyed by what is not in the chain, so the chain itself is gone through.
    let rotated = try wholeChain().facts.filter { $0.action == "rotate" && $0.object == "network" }
    if rotated.contains(where: { $0.detail["keyId"] == .string(keyId) }) {
      try store.networkKeys.takeIn(keyId, now: now)
    } else {
      try store.networkKeys.drop(keyId)
    }
  }
}
