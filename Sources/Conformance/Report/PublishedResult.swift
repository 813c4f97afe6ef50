import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

/// The result of a run in a form for publication: whoever has the file can verify that nothing of it was changed, and,
/// if the network signed it, that it is the network's.
///
/// `payload` is the report, in Base64 for URLs; `digest` is its SHA-256 (RFC 9530); `signature` is a compact JWS
/// (RFC 7515, EdDSA) over it, or null. `result` repeats the report for reading, and may be left out.
public struct PublishedResult: Sendable {
  public static let type = "chaka-certification+jws"
  public let json: JSONValue

  /// - Parameter key: the network's; nil for an unsigned result, as of a bank's own runs.
  public init(_ report: CertificationReport, signedBy key: SigningKey?) {
    let result = Self.published(report)
    let payload = Data(result.compact.utf8)
    json = [
      "payload": .string(Base64URL.encode(payload)), "digest": .string(ContentDigest.field(of: payload)),
      "signature": JSONValue(key.map { Self.sign(payload, with: $0) }), "result": result,
    ]
  }

  /// The report without the enquiry for the next run.
  private static func published(_ report: CertificationReport) -> JSONValue {
    guard case .object(let members) = report.json else { return report.json }
    return .object([.init("verdict", .string(report.verdict.name))] + members.filter { $0.key != "recall" })
  }

  private static func sign(_ payload: Data, with key: SigningKey) -> String {
    let header = #"{"alg":"EdDSA","kid":"\#(key.keyId)","typ":"\#(type)"}"#
    let text = Base64URL.encode(Data(header.utf8)) + "." + Base64URL.encode(payload)
    return text + "." + Base64URL.encode(key.sign(Data(text.utf8)))
  }

  /// The judgement on a file that claims to be a result.
  public enum Judgement: Sendable, Equatable {
    /// The result is whole, and signed by this key.
    case whole(verdict: String, endpoint: String, keyId: String)
    /// The result agrees with itself, as anybody can make it: no key was given to verify its signer.
    case unverified(verdict: String, endpoint: String)
    case altered
    /// The result is signed by nobody, or by a key that the reader does not trust.
    case unknownKey
    case unreadable
  }

  /// - Parameter keys: those that the reader trusts. Without any, a signature is only verified to be over this very
  ///   payload.
  public static func judge(_ json: JSONValue, keys: [VerifyingKey]) -> Judgement {
    guard let text = json.text("payload"), let digest = json.text("digest"), let payload = Base64URL.decode(text[...]),
      let result = try? JSONValue(utf8: Array(payload)), let verdict = result.text("verdict"),
      let endpoint = result.text("endpoint")
    else { return .unreadable }
    let isSaidAgain = json["result"].map { $0 == result } ?? true
    guard digest == ContentDigest.field(of: payload), isSaidAgain else { return .altered }
    let unverified = Judgement.unverified(verdict: verdict, endpoint: endpoint)
    guard let signature = json["signature"], signature != .null else { return keys.isEmpty ? unverified : .unknownKey }
    guard case .string(let jws) = signature else { return .unreadable }
    let parts = jws.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]).flatMap({ try? JSONValue(utf8: Array($0)) }),
      header["alg"] == "EdDSA", header["typ"] == .string(type), let bytes = Base64URL.decode(parts[2])
    else { return .unreadable }
    guard parts[1] == text else { return .altered }
    if keys.isEmpty { return unverified }
    guard let key = keys.first(where: { $0.keyId == header.text("kid") }) else { return .unknownKey }
    guard key.isValid(bytes, of: Data("\(parts[0]).\(parts[1])".utf8)) else { return .altered }
    return .whole(verdict: verdict, endpoint: endpoint, keyId: key.keyId)
  }
}
