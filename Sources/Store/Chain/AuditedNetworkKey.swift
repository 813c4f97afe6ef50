import Domain
import Foundation
import RolloutRules
import Sealing
import Text

extension Transaction {
  /// Makes the network's next key and records it in the chain. The key joins the others once the record is committed;
  /// if the program ends in between, the next program to open the database completes that.
  public func rotateNetworkKey(signingFrom: Moment, author: String) throws -> NetworkKeys.Entry {
    let entry = try store.networkKeys.prepare(signingFrom: signingFrom, now: now)
    try audit(
      author: author, action: "rotate", object: "network",
      detail: [
        "keyId": .string(entry.key.keyId),
        "publicKey": .string(entry.key.publicKey.rawRepresentation.base64EncodedString()),
        "signsFrom": JSONValue(signingFrom),
      ])
    afterCommit(.networkKey) { [keys = store.networkKeys, now] in
      keys.require(entry.key.keyId)
      try keys.takeIn(entry.key.keyId, now: now)
    }
    return entry
  }

  /// Completes a rotation that was cut short: the key is taken in if the chain has its record, and destroyed otherwise.
  /// The writer's lock keeps this from a rotation that is under way.
  public func settleNetworkKey() throws {
    guard let keyId = try store.networkKeys.coming() else { return }
    // A missing record destroys a key, so the chain itself is read and not an index.
    let rotated = try wholeChain().facts.filter { $0.action == "rotate" && $0.object == "network" }
    if rotated.contains(where: { $0.detail["keyId"] == .string(keyId) }) {
      try store.networkKeys.takeIn(keyId, now: now)
    } else {
      try store.networkKeys.drop(keyId)
    }
  }
}

/// The network's keys by the chain: the first one from the database's beginning, later ones from its records.
struct RecordedNetworkKey: Equatable {
  /// The identifier of the latest key; nil if the chain names none.
  var latest: String?
  /// Whether the file of keys has been sealed: from then on, a file without a seal does not pass as an older one.
  var isBound = false
}

extension Transaction {
  static let networkKeyObject = "network"

  func recordedNetworkKey() throws -> RecordedNetworkKey {
    var recorded = RecordedNetworkKey()
    for record in try auditTable.records(of: "database") where record.action == "init" {
      guard let keyId = record.detail.text("networkKey") else { continue }
      recorded = RecordedNetworkKey(latest: keyId, isBound: true)
    }
    for record in try auditTable.records(of: Self.networkKeyObject) {
      guard let keyId = record.detail.text("keyId") else { continue }
      recorded.latest = keyId
      if record.action == "bind" { recorded.isBound = true }
    }
    return recorded
  }
}

extension Store {
  /// The identifier of the key with which a database begins; nil if no key can be read.
  var firstNetworkKey: String? { try? networkKeys.published(now: clock.now).first?.key.keyId }

  /// Compares the network's keys with the chain. Keys of an older installation are sealed under its secret once, if the
  /// chain does not contradict. A program that cannot write now leaves that to the next.
  func settleNetworkKeys() {
    guard let recorded = try? read({ try $0.recordedNetworkKey() }) else { return }
    networkKeys.require(recorded.latest)
    guard !recorded.isBound, let keyId = try? networkKeys.bind() else { return }
    try? writeAtLatestTime { transaction in
      guard try !transaction.recordedNetworkKey().isBound else { return }
      try transaction.audit(
        author: Revision.systemAuthor, action: "bind", object: Transaction.networkKeyObject,
        detail: ["keyId": .string(keyId)])
    }
  }
}
