import Domain
import Foundation
import Synchronization

/// The network's signing keys, beside the server secret and never in the database (docs/rules.md, "Keys").
///
/// While two overlap, both are published and the older one still signs, so that every bank has the whole overlap to
/// take the newer one in. A key whose term is over stays published: consents that it signed can still be proved.
///
/// The file is sealed under the server secret, so that another installation's file does not pass for this one's, and
/// has to contain the key that was recorded last: a foreign or older file is refused like a missing one (rule 14).
///
/// A new key waits in a file of its own, neither signing nor published, until the commit that records it is certain.
public final class NetworkKeys: Sendable {
  private let path: String
  /// The path of the file with the key to come, and the one before with its end.
  private let comingPath: String
  private let secret: ServerSecret
  /// The identifier of the key that was recorded last; nil if none was.
  private let recorded = Mutex<String?>(nil)
  private let cache = Mutex<(stamp: FileStamp, keys: [Entry])?>(nil)

  /// One key and its term.
  public struct Entry: Sendable {
    public let key: SigningKey
    public let madeAt: Moment
    /// The time at which it stops signing; nil for the newest.
    public let until: Moment?
  }

  /// The keys of a folder of secrets. Databases that share their secrets share these keys; each has its own key to
  /// come.
  public init(secrets: String, instance: String, secret: ServerSecret) {
    self.secret = secret
    path = "\(secrets)/network.keys"
    comingPath = "\(path).coming-\(instance.prefix(8))"
  }

  /// Makes the first key of a new installation; an existing one stays. Later keys are made by rotations only: banks
  /// would refuse an unannounced one (rule 14).
  public func makeFirst(now: Moment) throws(SecretFault) {
    guard access(path, F_OK) != 0 else { return }
    let first = Entry(key: SigningKey(), madeAt: now, until: nil)
    try SecretFile.write(data(of: [first]), to: path, replacing: false)
  }

  /// Notes the key that has to be among the others, or waiting to be taken in, from now on.
  public func require(_ keyId: String?) { recorded.withLock { $0 = keyId } }

  /// Seals a file of before files were sealed, if it contains the key that was recorded last; a sealed one stays. Gives
  /// the identifier of the newest key; nil if the file is another installation's.
  public func bind() throws(SecretFault) -> String? {
    try locked { () throws(SecretFault) -> String? in
      let read = try readFile(path)
      if !read.isBound {
        guard !read.isSealed, holdsRecorded(read.keys) else { return nil }
        try SecretFile.write(data(of: read.keys), to: path, replacing: true)
      }
      return read.keys.last?.key.keyId
    }
  }

  /// The key that signs now: the oldest whose term is not over. Throws `SecretFault.missing` if the file is gone.
  public func signing(now: Moment) throws(SecretFault) -> SigningKey {
    let keys = try entries()
    guard let entry = keys.first(where: { $0.until.map { now < $0 } ?? true }) else { throw .unusable(path: path) }
    return entry.key
  }

  /// Every key, newest first: those that sign now or later, and those that only verify old signatures.
  public func published(now: Moment) throws(SecretFault) -> [Entry] {
    try entries().reversed()
  }

  /// Makes the key to come, which signs from a time on, once it was taken in; at once if every key was lost. The caller
  /// refuses a second call within an overlap: there is never more than one key to come.
  public func prepare(signingFrom: Moment, now: Moment) throws(SecretFault) -> Entry {
    let made = Entry(key: SigningKey(), madeAt: now, until: nil)
    let ending = isLost ? nil : try entries().last.map { Entry(key: $0.key, madeAt: $0.madeAt, until: signingFrom) }
    try SecretFile.write(data(of: [ending, made].compactMap(\.self)), to: comingPath, replacing: true)
    return made
  }

  /// The identifier of the key to come.
  public func coming() throws(SecretFault) -> String? {
    try prepared()?.made.key.keyId
  }

  /// Takes the key to come in among the others. One with another identifier stays, and one that was taken in already is
  /// not taken in again.
  public func takeIn(_ keyId: String, now: Moment) throws(SecretFault) {
    try locked { () throws(SecretFault) in
      guard let (ending, made) = try prepared(), made.key.keyId == keyId else { return }
      var keys = isLost && ending == nil ? [] : try entries()
      if !keys.contains(where: { $0.key.keyId == keyId }) {
        if let last = keys.popLast() { keys.append(Entry(key: last.key, madeAt: last.madeAt, until: ending?.until)) }
        keys.append(made)
        try SecretFile.write(data(of: keys), to: path, replacing: true)
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
    let stamp = FileStamp(path)
    if let stamp, let cached = cache.withLock({ $0 }), cached.stamp == stamp { return try current(cached.keys) }
    let read = try readFile(path)
    guard read.isBound else { throw .foreign(path: path) }
    if let stamp { cache.withLock { $0 = (stamp, read.keys) } }
    return try current(read.keys)
  }

  /// The keys that may sign: those older than the one recorded last do not, as banks may know the later one alone.
  private func current(_ keys: [Entry]) throws(SecretFault) -> [Entry] {
    guard holdsRecorded(keys) else { throw .foreign(path: path) }
    return keys
  }

  private func holdsRecorded(_ keys: [Entry]) -> Bool {
    guard let recorded = recorded.withLock({ $0 }) else { return true }
    return keys.contains { $0.key.keyId == recorded } || (try? coming()) == recorded
  }
}

extension NetworkKeys {
  /// The prepared key, and the one before with its end. `ending` is nil if every earlier key was lost.
  private func prepared() throws(SecretFault) -> (ending: Entry?, made: Entry)? {
    guard access(comingPath, F_OK) == 0 else { return nil }
    // The identifier of the key is recorded, so that a file of before files were sealed is accepted, too.
    let keys = try readFile(comingPath).keys
    guard let made = keys.last, keys.count <= 2 else { throw .unusable(path: comingPath) }
    return (keys.count == 2 ? keys[0] : nil, made)
  }

  /// Runs work while no other program changes the keys.
  private func locked<Value>(_ work: () throws(SecretFault) -> Value) throws(SecretFault) -> Value {
    let lock = open(path + ".lock", O_RDWR | O_CREAT, 0o600)
    guard lock >= 0 else { throw .notWritten(path: path, reason: errno) }
    defer { close(lock) }
    flock(lock, LOCK_EX)
    return try work()
  }

  private static let heading = "chaka-network-keys 2"
  /// The first line of files that are not sealed.
  private static let unsealedHeading = "chaka-network-keys 1"
  private static let sealName = "seal "

  /// The file's content: one line a key, oldest first, with private key in Base64, its beginning and its end
  /// (milliseconds, `-` for the newest); then the seal over all lines.
  private func data(of keys: [Entry]) -> Data {
    let lines = keys.map { entry in
      let until = entry.until.map { "\($0.milliseconds)" } ?? "-"
      return "\(entry.key.rawRepresentation.base64EncodedString()) \(entry.madeAt.milliseconds) \(until)"
    }
    let text = Self.text(of: [Self.heading] + lines)
    return Data((text + Self.sealName + seal(of: text) + "\n").utf8)
  }

  private static func text(of lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func seal(of text: String) -> String { secret.hash(text, for: .networkKeys).hexadecimal }

  /// The content of a file of keys, and whether it is this installation's.
  private struct Reading {
    let keys: [Entry]
    let isSealed: Bool
    let isBound: Bool
  }

  private func readFile(_ path: String) throws(SecretFault) -> Reading {
    var lines = String(decoding: try SecretFile.read(path), as: UTF8.self).split(separator: "\n").map(String.init)
    var (isSealed, isBound) = (false, false)
    if lines.first == Self.heading {
      guard let last = lines.popLast(), last.hasPrefix(Self.sealName) else { throw .unusable(path: path) }
      (isSealed, isBound) = (true, last == Self.sealName + seal(of: Self.text(of: lines)))
    }
    guard let keys = Self.entries(of: lines), !keys.isEmpty else { throw .unusable(path: path) }
    return Reading(keys: keys, isSealed: isSealed, isBound: isBound)
  }

  private static func entries(of lines: [String]) -> [Entry]? {
    guard let first = lines.first, [heading, unsealedHeading].contains(first) else { return nil }
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
