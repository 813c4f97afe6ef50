import Crypto
import CryptoExtras

/// The identifiers by which banks know enquiries and consents. They are made of a query's number and a bank's place in
/// it under a key of the server secret, and stored nowhere.
///
/// Each is one block of AES-256 (FIPS 197) over number, place, kind and tag. Nobody without the key tells from two
/// identifiers whether they belong to one query, reads a number in one, or makes one that is taken: a block at random
/// has 32 zero bits, a known kind, and the tag of the query that it names, once in 2^64 times.
///
/// The tag is what tells a query from another one with the same number: in a second database with the same secrets, or
/// in a backup that was restored after that number was given. It comes from the query's own identifier, which is drawn
/// at random; without it a bank would be asked about two people under one identifier.
public struct EnquiryIdentifiers: Sendable {
  /// The version of the key under which identifiers of new queries are made. It is stored with each query.
  public static let currentVersion = 1

  /// The numbers of queries that an identifier has room for.
  public static let queries = 0..<(1 << 48)
  /// The places of banks in a query that an identifier has room for.
  public static let places = 0..<(1 << 14)

  /// The keys of the known versions, from version 1 on.
  private let keys: [SymmetricKey]

  public init(_ secret: ServerSecret) { self.init(secret, versions: Self.currentVersion) }

  init(_ secret: ServerSecret, versions: Int) {
    keys = (1...versions).map { secret.key(for: .identifiers, version: $0) }
  }

  /// What an identifier names.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case enquiry = 1
    case consent = 2

    fileprivate var prefix: UInt8 { self == .enquiry ? UInt8(ascii: "E") : UInt8(ascii: "C") }
  }

  /// What was read in an identifier.
  public struct Name: Sendable, Equatable {
    /// The number of the query.
    public let query: Int
    /// The place of the bank in the query.
    public let place: Int
    /// The tag of the query, to be compared with that of the query with this number.
    public let tag: UInt32
    /// The version of the key.
    public let version: Int
  }

  /// The identifier of the enquiry to the bank at a place of a query. The version is a known one.
  public func enquiry(query: Int, place: Int, tag: UInt32 = 0, version: Int) -> String {
    text(.enquiry, query, place, tag, version)
  }

  /// The identifier of the consent for the bank at a place of a query. The version is a known one.
  public func consent(query: Int, place: Int, tag: UInt32 = 0, version: Int) -> String {
    text(.consent, query, place, tag, version)
  }

  /// What an identifier made under this version of the key names; nil for every other text.
  public func read(_ text: String, as kind: Kind = .enquiry, version: Int) -> Name? {
    guard keys.indices.contains(version - 1), let block = IdentifierText.read(text, prefix: kind.prefix) else {
      return nil
    }
    return name(in: block, kind, version)
  }

  /// What an identifier made under any known version of the key names, the newest tried first; nil for every other
  /// text.
  public func read(_ text: String, as kind: Kind = .enquiry) -> Name? {
    guard let block = IdentifierText.read(text, prefix: kind.prefix) else { return nil }
    for version in (1...keys.count).reversed() {
      if let name = name(in: block, kind, version) { return name }
    }
    return nil
  }

  // MARK: The block

  /// From the highest bit: 48 of the number, the lower 8 of the place, its higher 6, 2 of the kind, 32 of the tag, 32
  /// that are zero.
  private func text(_ kind: Kind, _ query: Int, _ place: Int, _ tag: UInt32, _ version: Int) -> String {
    precondition(Self.queries.contains(query) && Self.places.contains(place), "a number or place out of its range")
    let named = UInt64(query) << 16 | UInt64(place & 0xff) << 8 | UInt64(place >> 8) << 2 | UInt64(kind.rawValue)
    let block = UInt128(named) << 64 | UInt128(tag) << 32
    return IdentifierText.write(enciphered(block, version), prefix: kind.prefix)
  }

  private func name(in block: UInt128, _ kind: Kind, _ version: Int) -> Name? {
    let open = deciphered(block, version)
    let named = UInt64(truncatingIfNeeded: open >> 64)
    guard UInt32(truncatingIfNeeded: open) == 0, UInt8(named & 3) == kind.rawValue else { return nil }
    let place = named >> 8 & 0xff | (named >> 2 & 0x3f) << 8
    return Name(
      query: Int(named >> 16), place: Int(place), tag: UInt32(truncatingIfNeeded: open >> 32), version: version)
  }

  private func enciphered(_ block: UInt128, _ version: Int) -> UInt128 {
    changed(block) { try AES.permute(&$0, key: keys[version - 1]) }
  }

  private func deciphered(_ block: UInt128, _ version: Int) -> UInt128 {
    changed(block) { try AES.inversePermute(&$0, key: keys[version - 1]) }
  }

  /// The block after a change of its 16 bytes, the highest first.
  private func changed(
    _ block: UInt128, by change: (inout UnsafeMutableBufferPointer<UInt8>) throws -> Void
  ) -> UInt128 {
    var bytes = block.bigEndian
    withUnsafeMutableBytes(of: &bytes) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        var bytes = bytes
        do { try change(&bytes) } catch { preconditionFailure("a block is 16 bytes, a key 32") }
      }
    }
    return UInt128(bigEndian: bytes)
  }
}
