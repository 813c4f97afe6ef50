import Domain
import Foundation
import Synchronization

/// The network's signing keys, beside the server secret and never in the database (design: "Keys").
///
/// While two overlap, both are published and the older one still signs, so that every bank has the whole overlap to
/// take the newer one in. A key that is over stays published: consents that it signed can still be proved.
///
/// A new key waits in a file of its own, where it neither signs nor shows, until the commit that records it is certain.
public final class NetworkKeys: Sendable {
  private let path: String
  /// The key to come, and the one before it with its end.
  private let comingPath: String
  private let cache = Mutex<(stamp: FileStamp, keys: [Entry])?>(nil)

  /// One key and when it signs.
  public struct Entry: Sendable {
    public let key: SigningKey
    public let madeAt: Moment
    /// When it stops signing; nil for the newest.
    public let until: Moment?
  }

  /// Databases that share their secrets share these keys; each has its own key to come.
  public init(secrets: String, instance: String) {
    path = "\(secrets)/network.keys"
    comingPath = "\(path).coming-\(instance.prefix(8))"
  }

  /// Makes the first key of a new installation; one that is there stays. Keys are made by nothing else but a rotation:
  /// banks would refuse one that came without a word (rule 14).
  public func makeFirst(now: Moment) throws(SecretFault) {
    guard access(path, F_OK) != 0 else { return }
    let first = Entry(key: SigningKey(), madeAt: now, until: nil)
    try SecretFile.write(Self.data(of: [first]), to: path, replacing: false)
  }

  /// The key that signs now: the oldest that is not over. Throws `SecretFault.missing` where the file is gone.
  public func signing(now: Moment) throws(SecretFault) -> SigningKey {
    let keys = try entries()
    guard let entry = keys.first(where: { $0.until.map { now < $0 } ?? true }) else { throw .unusable(path: path) }
    return entry.key
  }

  /// Every key there ever was, newest first: those that sign now or later, and those that only verify what is old.
  public func published(now: Moment) throws(SecretFault) -> [Entry] {
    try entries().reversed()
  }

  /// Makes the key to come, which signs from then on, once it was taken in; where every key was lost, at once. Asked again
  /// within an overlap, it is refused by the caller: there is never more than one key to come.
  public func prepare(signingFrom: Moment, now: Moment) throws(SecretFault) -> Entry {
    let made = Entry(key: SigningKey(), madeAt: now, until: nil)
    let ending = isLost ? nil : try entries().last.map { Entry(key: $0.key, madeAt: $0.madeAt, until: signingFrom) }
    try SecretFile.write(Self.data(of: [ending, made].compactMap(\.self)), to: comingPath, replacing: true)
    return made
  }

  /// The identifier of the key to come.
  public func coming() throws(SecretFault) -> String? {
    try prepared()?.made.key.keyId
  }

  /// Takes the key to come in among the others. One that has another identifier stays, and one that was taken in
  /// already is not taken in again.
  public func takeIn(_ keyId: String, now: Moment) throws(SecretFault) {
    try locked { () throws(SecretFault) in
      guard let (ending, made) = try prepared(), made.key.keyId == keyId else { return }
      var keys = isLost && ending == nil ? [] : try entries()
      if !keys.contains(where: { $0.key.keyId == keyId }) {
        if let last = keys.popLast() { keys.append(Entry(key: last.key, madeAt: last.madeAt, until: ending?.until)) }
        keys.append(made)
        try SecretFile.write(Self.data(of: keys), to: path, replacing: true)
      }
      try SecretFile.destroy(comingPath)
    }
  }

  /// Destroys the key to come, unless it has another identifier.
  public func drop(_ keyId: String) throws(SecretFault) {
    try locked { () throws(SecretFault) in
      if try coming() == keyId { try SecretFile.destroy(comingPath) }
    }
  }

  /// Whether a newer key waits for an overlap to end.
  public func isRotating(now: Moment) throws(SecretFault) -> Bool {
    if isLost { return false }
    return try entries().contains { $0.until.map { now < $0 } ?? false }
  }

  /// Whether there is no file of keys any more.
  private var isLost: Bool { access(path, F_OK) != 0 && errno == ENOENT }

  private func entries() throws(SecretFault) -> [Entry] {
    if let stamp = FileStamp(path), let cached = cache.withLock({ $0 }), cached.stamp == stamp { return cached.keys }
    let stamp = FileStamp(path)
    guard let keys = Self.entries(of: try SecretFile.read(path)), !keys.isEmpty else { throw .unusable(path: path) }
    if let stamp { cache.withLock { $0 = (stamp, keys) } }
    return keys
  }
}

extension NetworkKeys {
  /// `ending` is nil where every key before was lost.
  private func prepared() throws(SecretFault) -> (ending: Entry?, made: Entry)? {
    guard access(comingPath, F_OK) == 0 else { return nil }
    guard let keys = Self.entries(of: try SecretFile.read(comingPath)), let made = keys.last, keys.count <= 2 else {
      throw .unusable(path: comingPath)
    }
    return (keys.count == 2 ? keys[0] : nil, made)
  }

  /// One program at a time changes which keys there are.
  private func locked(_ work: () throws(SecretFault) -> Void) throws(SecretFault) {
    let lock = open(path + ".lock", O_RDWR | O_CREAT, 0o600)
    guard lock >= 0 else { throw .notWritten(path: path, reason: errno) }
    defer { close(lock) }
    flock(lock, LOCK_EX)
    try work()
  }

  private static let heading = "chaka-network-keys 1"

  /// One line a key, oldest first: private key in Base64, when made, when over (milliseconds, `-` for the newest).
  private static func data(of keys: [Entry]) -> Data {
    let lines = keys.map { entry in
      let until = entry.until.map { "\($0.milliseconds)" } ?? "-"
      return "\(entry.key.rawRepresentation.base64EncodedString()) \(entry.madeAt.milliseconds) \(until)"
    }
    return Data(([heading] + lines).map { $0 + "\n" }.joined().utf8)
  }

  private static func entries(of data: Data) -> [Entry]? {
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == heading else { return nil }
    var keys: [Entry] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let bytes = Data(base64Encoded: String(parts[0])),
        let key = SigningKey(rawRepresentation: bytes), let madeAt = Int64(parts[1])
      else { return nil }
      keys.append(
        Entry(
          key: key, madeAt: Moment(milliseconds: madeAt), until: Int64(parts[2]).map(Moment.init(milliseconds:))))
    }
    return keys
  }
}
