import Crypto
import Domain
import Foundation
import Sealing
import Text

/// A revision with its rollout as the stored text: canonical JSON, over which its hash was taken.
public struct StoredRevision: Sendable {
  public let stamp: RevisionStamp
  public let rollout: String
  /// The hash, hexadecimal SHA-256.
  public let hash: String
  /// The scope that it said beyond its changes, as stored.
  public let restated: String

  public init(stamp: RevisionStamp, rollout: String, hash: String, restated: String = "") {
    self.stamp = stamp
    self.rollout = rollout
    self.hash = hash
    self.restated = restated
  }

  /// The rollout; nil if it cannot be read.
  public var readRollout: Rollout? { JSONValue(json: rollout).flatMap(Rollout.init(document:)) }

  /// The revision; nil if its rollout cannot be read.
  public var revision: Revision? {
    guard let rollout = readRollout, let restated = Scope(text: restated) else { return nil }
    return Revision(
      number: stamp.number, rollout: rollout, author: stamp.author, comment: stamp.comment,
      committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt, hash: hash, restated: restated)
  }

  /// Whether the hash is that of this content after the parent's hash.
  public func hashFollows(_ parentHash: String) -> Bool {
    let text = Revision.sealedText(
      number: stamp.number, rollout: rollout, author: stamp.author, comment: stamp.comment,
      committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt, parentHash: parentHash)
    return hash == Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
  }
}
