import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

/// One bank's private keys.
public struct BankKeyPair: Sendable {
  /// The X25519 key that enquiries are sealed to.
  public let sealing: Curve25519.KeyAgreement.PrivateKey
  /// The Ed25519 key that signs the bank's messages.
  public let signing: SigningKey

  public init(sealing: Curve25519.KeyAgreement.PrivateKey = .init(), signing: SigningKey = SigningKey()) {
    self.sealing = sealing
    self.signing = signing
  }

  /// The public keys as shown at `/v1/keys`, and as the network's operators register them.
  public var publicKeys: KeysMessage {
    KeysMessage(keys: [
      .init(.seal, publicKey: sealing.publicKey.rawRepresentation),
      .init(.sign, publicKey: signing.publicKey.rawRepresentation),
    ])
  }
}

/// The source of the banks' private keys.
public enum BankKeys: Sendable {
  /// Made new in each process.
  case fresh
  /// The keys are stored as `BANK.key` and `BANK.sign.key` (32 bytes each, mode 0600) in a directory.
  case directory(String)

  public func keys(of bank: BankCode) throws(KeyFault) -> BankKeyPair {
    guard case .directory(let directory) = self else { return BankKeyPair() }
    let sealing = "\(directory)/\(bank).key"
    let signing = "\(directory)/\(bank).sign.key"
    let pair = BankKeyPair()
    guard
      let sealingKey = try? Curve25519.KeyAgreement.PrivateKey(
        rawRepresentation: try Self.bytes(of: sealing, in: directory, else: pair.sealing.rawRepresentation))
    else { throw KeyFault(file: sealing, isDamaged: true) }
    guard
      let signingKey = SigningKey(
        rawRepresentation: try Self.bytes(of: signing, in: directory, else: pair.signing.rawRepresentation))
    else { throw KeyFault(file: signing, isDamaged: true) }
    return BankKeyPair(sealing: sealingKey, signing: signingKey)
  }

  /// The banks that have a key in a directory, in order.
  public static func banks(in directory: String) -> [BankCode] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasSuffix(".key") }.sorted().compactMap { BankCode(sandbox: String($0.dropLast(4))) }
  }

  /// The bytes of a key file; a missing file is made with `fresh`.
  private static func bytes(of path: String, in directory: String, else fresh: Data) throws(KeyFault) -> Data {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      do { try FileRights.putRight(path) } catch { throw KeyFault(file: path, isDamaged: true) }
      guard let bytes = files.contents(atPath: path), bytes.count == 32 else {
        throw KeyFault(file: path, isDamaged: true)
      }
      return bytes
    }
    do {
      try files.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw KeyFault(file: path, isDamaged: false)
    }
    guard files.createFile(atPath: path, contents: fresh, attributes: [.posixPermissions: 0o600]) else {
      throw KeyFault(file: path, isDamaged: false)
    }
    return fresh
  }
}

/// A key file cannot be written, or contains no key.
public struct KeyFault: Fault, Equatable {
  public let file: String
  public let isDamaged: Bool

  public init(file: String, isDamaged: Bool) {
    self.file = file
    self.isDamaged = isDamaged
  }

  public var code: String { isDamaged ? "key_damaged" : "key_unwritable" }
  public var kind: FaultKind { .environment }
  public var facts: [JSONValue.Member] { [.init("file", .string(file))] }

  public var message: Bilingual {
    isDamaged
      ? Bilingual(zh: "密钥文件 \(file) 已损坏", en: "the key file \(file) is damaged")
      : Bilingual(zh: "无法写入密钥文件 \(file)", en: "the key file \(file) cannot be written")
  }
}
