import Domain
import Foundation
import Synchronization

/// The network's signing keys, beside the server secret and never in the database (design: "Keys").
///
/// While two overlap, both are published and the older one still signs, so that every bank has the whole overlap to
/// take the newer one in. A key that is over stays published: consents that it signed can still be proved.
public final class NetworkKeys: Sendable {
  private let path: String
  private let cache = Mutex<(stamp: Stamp, keys: [Entry])?>(nil)

  /// One key and when it signs.
  public struct Entry: Sendable {
    public let key: SigningKey
    public let madeAt: Moment
    /// When it stops signing; nil for the newest.
    public let until: Moment?
  }

  public init(secrets: String) { path = "\(secrets)/network.keys" }

  /// The key that signs now: the oldest that is not over. Makes the first one where there is none.
  public func signing(now: Moment) throws(SecretFault) -> SigningKey {
    let keys = try entries(now: now)
    guard let entry = keys.first(where: { $0.until.map { now < $0 } ?? true }) else { throw .unusable(path: path) }
    return entry.key
  }

  /// Every key there ever was, newest first: those that sign now or later, and those that only verify what is old.
  public func published(now: Moment) throws(SecretFault) -> [Entry] {
    try entries(now: now).reversed()
  }

  /// Makes a new key, which signs once the overlap is over. Asked again within an overlap, it is refused by the caller:
  /// there is never more than one key to come.
  public func rotate(overlap: Span, now: Moment) throws(SecretFault) -> Entry {
    var keys = try entries(now: now)
    let last = keys.removeLast()
    keys.append(Entry(key: last.key, madeAt: last.madeAt, until: now.adding(overlap)))
    let made = Entry(key: SigningKey(), madeAt: now, until: nil)
    try SecretFile.write(Self.data(of: keys + [made]), to: path, replacing: true)
    return made
  }

  /// Whether a newer key waits for an overlap to end.
  public func isRotating(now: Moment) throws(SecretFault) -> Bool {
    try entries(now: now).contains { $0.until.map { now < $0 } ?? false }
  }

  private func entries(now: Moment) throws(SecretFault) -> [Entry] {
    if let stamp = Stamp(path), let cached = cache.withLock({ $0 }), cached.stamp == stamp { return cached.keys }
    if access(path, F_OK) != 0 {
      let first = Entry(key: SigningKey(), madeAt: now, until: nil)
      try SecretFile.write(Self.data(of: [first]), to: path, replacing: false)
    }
    let stamp = Stamp(path)
    guard let keys = Self.entries(of: try SecretFile.read(path)), !keys.isEmpty else { throw .unusable(path: path) }
    if let stamp { cache.withLock { $0 = (stamp, keys) } }
    return keys
  }
}

extension NetworkKeys {
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

  /// By which a file that another program has replaced is noticed.
  private struct Stamp: Sendable, Equatable {
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      inode = UInt64(status.st_ino)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }
}
