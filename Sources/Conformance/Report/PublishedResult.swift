import BankLink
import Crypto
import Domain
import Foundation
import Sealing

/// The result of a run in a form that can be published: whoever has the file can see that nothing of it was changed,
/// and, where the network signed it, that it is the network's.
///
/// `payload` is the report as it was, in Base64 for URLs; `digest` is its SHA-256 (RFC 9530); `signature` is a compact
/// JWS (RFC 7515, EdDSA) over it, or null. `result` says the same again for reading.
public struct PublishedResult: Sendable {
  public static let type = "chaka-certification+jws"
  public let json: JSONValue

  /// - Parameter key: the network's; nil: unsigned, as for a bank's own runs.
  public init(_ report: CertificationReport, signedBy key: SigningKey?) {
    let result = Self.published(report)
    let payload = Data(result.compact.utf8)
    json = [
      "payload": .string(Base64URL.encode(payload)), "digest": .string(ContentDigest.field(of: payload)),
      "signature": JSONValue(key.map { Self.sign(payload, with: $0) }), "result": result,
    ]
  }

  /// Without what only the next run needs.
  private static func published(_ report: CertificationReport) -> JSONValue {
    guard case .object(let members) = report.json else { return report.json }
    return .object([.init("verdict", .string(report.verdict.name))] + members.filter { $0.key != "recall" })
  }

  private static func sign(_ payload: Data, with key: SigningKey) -> String {
    let header = #"{"alg":"EdDSA","kid":"\#(key.keyId)","typ":"\#(type)"}"#
    let text = Base64URL.encode(Data(header.utf8)) + "." + Base64URL.encode(payload)
    return text + "." + Base64URL.encode(key.sign(Data(text.utf8)))
  }

  /// What a file that says to be a result is.
  public enum Judgement: Sendable, Equatable {
    /// Whole; signed by this key, or by nobody.
    case whole(verdict: String, endpoint: String, keyId: String?)
    case altered
    /// Signed by nobody, or by a key that the reader does not trust.
    case unknownKey
    case unreadable
  }

  /// - Parameter keys: those that the reader trusts; without any, a signature is not looked at.
  public static func judge(_ json: JSONValue, keys: [VerifyingKey]) -> Judgement {
    guard let text = json.text("payload"), let digest = json.text("digest"), let payload = Base64URL.decode(text[...]),
      let result = try? JSONValue(utf8: Array(payload)), let verdict = result.text("verdict"),
      let endpoint = result.text("endpoint")
    else { return .unreadable }
    guard digest == ContentDigest.field(of: payload), json["result"] == result else { return .altered }
    guard !keys.isEmpty else { return .whole(verdict: verdict, endpoint: endpoint, keyId: nil) }
    guard let signature = json.text("signature") else { return .unknownKey }
    let parts = signature.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]).flatMap({ try? JSONValue(utf8: Array($0)) }),
      header["alg"] == "EdDSA", header["typ"] == .string(type), let bytes = Base64URL.decode(parts[2])
    else { return .unreadable }
    guard let key = keys.first(where: { $0.keyId == header.text("kid") }) else { return .unknownKey }
    guard parts[1] == text, key.isValid(bytes, of: Data("\(parts[0]).\(parts[1])".utf8)) else { return .altered }
    return .whole(verdict: verdict, endpoint: endpoint, keyId: key.keyId)
  }
}
