import Crypto
import Domain
import Foundation

/// Where the banks' private keys come from.
public enum BankKeys: Sendable {
  /// Made new in each process.
  case fresh
  /// Kept as `BANK.key` (32 bytes, mode 0600) in a directory.
  case directory(String)

  func key(of bank: BankCode) throws(KeyFault) -> Curve25519.KeyAgreement.PrivateKey {
    guard case .directory(let directory) = self else { return Curve25519.KeyAgreement.PrivateKey() }
    let path = "\(directory)/\(bank).key"
    if let bytes = FileManager.default.contents(atPath: path) {
      guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else {
        throw KeyFault(file: path, isDamaged: true)
      }
      return key
    }
    return try make(path, in: directory)
  }

  private func make(_ path: String, in directory: String) throws(KeyFault) -> Curve25519.KeyAgreement.PrivateKey {
    let key = Curve25519.KeyAgreement.PrivateKey()
    let files = FileManager.default
    do {
      try files.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw KeyFault(file: path, isDamaged: false)
    }
    guard files.createFile(atPath: path, contents: key.rawRepresentation, attributes: [.posixPermissions: 0o600]) else {
      throw KeyFault(file: path, isDamaged: false)
    }
    return key
  }
}

/// A key file that cannot be written, or that holds no key.
public struct KeyFault: Fault, Equatable {
  public let file: String
  public let isDamaged: Bool

  public var code: String { isDamaged ? "key_damaged" : "key_unwritable" }
  public var exitStatus: ExitStatus { .environment }
  public var facts: [JSONValue.Member] { [.init("file", .string(file))] }

  public var message: Bilingual {
    isDamaged
      ? Bilingual(zh: "密钥文件 \(file) 已损坏", en: "the key file \(file) holds no key")
      : Bilingual(zh: "无法写入密钥文件 \(file)", en: "the key file \(file) cannot be written")
  }
}
