import BankLink
import Foundation
import Sealing
import Text

/// The public keys of a network in a file: the document of its `GET /v1/keys`, or one key in Base64.
public enum NetworkKeyFile {
  public static func keys(in path: String) throws(NetworkKeyFault) -> [VerifyingKey] {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw NetworkKeyFault(file: path, isMissing: true)
    }
    let candidates = candidates(bytes)
    let keys = candidates.compactMap(VerifyingKey.init(rawRepresentation:))
    guard !keys.isEmpty, keys.count == candidates.count else { throw NetworkKeyFault(file: path, isMissing: false) }
    return keys
  }

  private static func candidates(_ bytes: Data) -> [Data] {
    if let message = try? Wire.decode(KeysMessage.self, from: bytes) { return message.keys(for: .sign) }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return [Data(base64Encoded: text)].compactMap { $0 }.filter { $0.count == 32 }
  }
}

/// A file cannot be read, or has no network's public key.
public struct NetworkKeyFault: Fault, Equatable {
  public let file: String
  public let isMissing: Bool

  public var code: String { isMissing ? "file_missing" : "invalid_key" }
  public var kind: FaultKind { isMissing ? .environment : .refused }
  public var facts: [JSONValue.Member] { [.init("file", .string(file))] }

  public var message: Bilingual {
    isMissing
      ? Bilingual(zh: "无法读取 \(file)", en: "\(file) cannot be read")
      : Bilingual(
        zh: "\(file) 里没有网络的签名公钥：需要网络 GET /v1/keys 的内容，或一个 Base64 公钥",
        en:
          "\(file) holds no signing key of a network: give what the network's GET /v1/keys shows, or one key in Base64"
      )
  }
}
