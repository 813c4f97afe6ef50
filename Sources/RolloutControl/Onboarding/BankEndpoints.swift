import Domain
import Foundation
import Store

/// Onboarding facts: in force at once and audited, not part of a revision.
extension OperatorSession {
  /// Where a bank is asked.
  public func setEndpoint(_ url: String, for bank: BankCode) throws {
    guard let parsed = URLComponents(string: url), let scheme = parsed.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parsed.host, !host.isEmpty, parsed.user == nil,
      parsed.query == nil, parsed.fragment == nil
    else { throw RolloutFault.invalidEndpoint(url) }
    try store.write { transaction in
      try transaction.setEndpoint(url, of: bank)
      try transaction.audit(
        author: author, action: "endpoint", object: "bank \(bank)", detail: .object([.init("url", .string(url))]))
    }
  }

  /// The bank's X25519 public key: 32 bytes raw, in Base64 or in hexadecimal.
  public func setKey(_ file: Data, for bank: BankCode) throws {
    guard let key = Self.publicKey(file) else { throw RolloutFault.invalidKey }
    try store.write { transaction in
      try transaction.setPublicKey(key, of: bank)
      try transaction.audit(
        author: author, action: "key", object: "bank \(bank)",
        detail: .object([.init("publicKey", .string(key.base64EncodedString()))]))
    }
  }

  /// Where banks are asked, those with an endpoint only, by bank code.
  public func endpoints() throws -> [EndpointRecord] {
    try store.read { try $0.endpoints() }
  }

  private static func publicKey(_ file: Data) -> Data? {
    if file.count == 32 { return file }
    guard let text = String(data: file, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines) else {
      return nil
    }
    if let key = Data(base64Encoded: text), key.count == 32 { return key }
    guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else { return nil }
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { offset in
      UInt8(text.dropFirst(offset).prefix(2), radix: 16)
    }
    return bytes.count == 32 ? Data(bytes) : nil
  }
}
