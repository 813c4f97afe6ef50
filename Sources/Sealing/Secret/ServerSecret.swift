import Crypto
import Foundation

/// The secret of one installation, kept outside the database and every backup (docs/rules.md, "Keys").
///
/// Every use has a key of its own, derived from the one root key with HKDF-SHA256.
public struct ServerSecret: Sendable {
  /// Whether the installation is a sandbox; the database records that, too, and both must agree.
  public let isSandbox: Bool
  private let root: SymmetricKey
  /// The first version of the key of every use.
  private let keys: [Use: SymmetricKey]

  public init(isSandbox: Bool, root: SymmetricKey = SymmetricKey(size: .bits256)) {
    self.isSandbox = isSandbox
    self.root = root
    keys = Dictionary(uniqueKeysWithValues: Use.allCases.map { ($0, $0.key(version: 1, of: root)) })
  }

  /// The use of a derived key.
  public enum Use: String, Sendable, CaseIterable {
    case personalDetails = "personal details"
    case lookUp = "look-up"
    case bucket
    case pseudonym
    case passwordOuter = "password outer layer"
    case codes
    case sessions
    case messages
    case enquiries
    case auditHead = "audit head"
    case networkKeys = "network keys"
    case rows
    case auditRecord = "audit record"
    case authority
    case databasePlace = "database place"
    case keyCheck = "key check"
    case identifiers

    fileprivate func key(version: Int, of root: SymmetricKey) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: root, info: Data("chaka/\(rawValue)/\(version)".utf8), outputByteCount: 32)
    }
  }

  public func key(for use: Use) -> SymmetricKey {
    guard let key = keys[use] else { preconditionFailure("every use has a key") }
    return key
  }

  /// A version of the key of a use whose key is exchanged from time to time; version 1 is `key(for:)`.
  public func key(for use: Use, version: Int) -> SymmetricKey { use.key(version: version, of: root) }

  /// A keyed hash: equal texts give equal bytes, and nobody without the secret can try texts out.
  public func hash(_ text: String, for use: Use) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key(for: use)))
  }

  /// The fingerprint by which a database recognises its own secret.
  public var keyCheck: String { Data(hash("chaka", for: .keyCheck).prefix(16)).hexadecimal }
}

extension ServerSecret {
  static let fileName = "server.secret"

  /// Reads the secret of a folder.
  public static func load(from folder: String) throws(SecretFault) -> ServerSecret {
    let path = folder + "/" + fileName
    do { try FileRights.putRight(folder) } catch { throw .unusable(path: folder) }
    let lines = String(decoding: try SecretFile.read(path), as: UTF8.self).split(separator: "\n")
    guard lines.count == 3, lines[0] == "chaka-server-secret 1",
      lines[1] == "sandbox true" || lines[1] == "sandbox false",
      lines[2].hasPrefix("root "), let root = Data(base64Encoded: String(lines[2].dropFirst(5))), root.count == 32
    else { throw .unusable(path: path) }
    return ServerSecret(isSandbox: lines[1] == "sandbox true", root: SymmetricKey(data: root))
  }

  /// Reads the secret of a folder, or makes one there when there is none.
  public static func loadOrMake(in folder: String, sandbox: Bool) throws(SecretFault) -> ServerSecret {
    try SecretFile.makeFolder(folder)
    let root = SymmetricKey(size: .bits256)
    let text = """
      chaka-server-secret 1
      sandbox \(sandbox)
      root \(root.withUnsafeBytes { Data($0) }.base64EncodedString())

      """
    if !FileManager.default.fileExists(atPath: folder + "/" + fileName) {
      try SecretFile.write(Data(text.utf8), to: folder + "/" + fileName, replacing: false)
    }
    return try load(from: folder)
  }
}

extension Sequence<UInt8> {
  /// The bytes in hexadecimal, two lower-case digits each.
  public var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(underestimatedCount * 2)
    for byte in self {
      text.append(hexadecimalDigits[Int(byte >> 4)])
      text.append(hexadecimalDigits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)
