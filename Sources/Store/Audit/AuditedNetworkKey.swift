import Domain
import Foundation
import Sealing
import Text

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
    afterCommit(.networkKey) { [keys = store.networkKeys, now] in
      keys.require(entry.key.keyId)
      try keys.takeIn(entry.key.keyId, now: now)
    }
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

/// What the chain says of the network's keys: the first one with the database's beginning, and each after it.
struct RecordedNetworkKey: Equatable {
  /// The identifier of the latest key; nil where the chain says nothing.
  var latest: String?
  /// Whether the file of keys has been sealed: one without a seal is not taken for an older one any more.
  var isBound = false
}

extension Transaction {
  static let networkKeyObject = "network"

  func recordedNetworkKey() throws -> RecordedNetworkKey {
    var recorded = RecordedNetworkKey()
    for record in try auditTable.records(of: "database") where record.action == "init" {
      guard case .string(let keyId)? = record.detail["networkKey"] else { continue }
      recorded = RecordedNetworkKey(latest: keyId, isBound: true)
    }
    for record in try auditTable.records(of: Self.networkKeyObject) {
      guard case .string(let keyId)? = record.detail["keyId"] else { continue }
      recorded.latest = keyId
      if record.action == "bind" { recorded.isBound = true }
    }
    return recorded
  }
}

extension Store {
  /// The identifier of the key with which a database begins; nil where there is none that can be read.
  var firstNetworkKey: String? { try? networkKeys.published(now: clock.now).first?.key.keyId }

  /// Holds the network's keys to what the chain says. Those of an installation of before are sealed under its secret once,
  /// where the chain does not contradict. Whoever cannot write now leaves that to the next.
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
