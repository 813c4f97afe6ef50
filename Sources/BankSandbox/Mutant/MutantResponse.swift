import BankLink
import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import Text

extension Mutant {
  /// The keys as this bank shows them.
  func spoiled(keys response: Response, of bank: SandboxBank) -> Response {
    var response = response
    switch self {
    case .keys: response.headers[.contentType] = "text/plain"
    case .soundPublicKeys: return JSONReply.reply(.ok, Data(Self.withWeakKey(bank.publicKeys.json).compact.utf8))
    case .keyIdentifiers: return JSONReply.reply(.ok, Data(Self.misnamed(bank.publicKeys.json).compact.utf8))
    default: break
    }
    return response
  }

  /// The keys with one more, of small order, behind the right ones.
  private static func withWeakKey(_ json: JSONValue) -> JSONValue {
    guard case .array(let keys)? = json["keys"] else { return json }
    let weak = KeysMessage(keys: [.init(.sign, publicKey: Data([1]) + Data(count: 31))]).json
    guard case .array(let more)? = weak["keys"] else { return json }
    return json.setting("keys", .array(keys + more))
  }

  private static func misnamed(_ json: JSONValue) -> JSONValue {
    guard case .array(let keys)? = json["keys"] else { return json }
    return json.setting("keys", .array(keys.map { $0.setting("keyId", "1") }))
  }

  /// The response of this bank to a signed request in place of the right one.
  func spoiled(_ response: Response, to request: Request, signedBy key: SigningKey) -> Response {
    var response = response
    switch (self, response.status.code) {
    case (.contentType, 200), (.errorContentType, 400...): response.headers[.contentType] = "text/plain"
    case (.keptAlive, 200): response.headers[.connection] = "close"
    case (.responseSigned, 200): for name in ["signature-input", "signature"] { response.headers.remove(name) }
    case (.responseDigest, 200): response.headers.set(Field("content-digest", ContentDigest.field(of: Data())))
    case (.responseValid, 200):
      response.headers.set(Field("signature", "chaka=:\(Data(count: 64).base64EncodedString()):"))
    case (.responseCovers, 200): Self.forgetRequest(&response, key)
    case (.responseNonce, 200): Self.repeatNonce(&response, request, key)
    case (.nothingInFields, 200): response.headers.set(Field("x-cards", "6231********1101 6258********2202"))
    default: break
    }
    return response
  }

  /// Signs with the same nonce every time.
  private static func repeatNonce(_ response: inout Response, _ request: Request, _ key: SigningKey) {
    guard let input = response.headers.value("signature-input"), let digest = response.headers.value("content-digest"),
      let asked = request.headers.value("signature")?.dropFirst("chaka=".count)
    else { return }
    let stale = input.replacingOccurrences(
      of: "nonce=\"[^\"]*\"", with: "nonce=\"always-the-same-nonce\"", options: .regularExpression)
    let base = """
      "@status": 200
      "content-digest": \(digest)
      "signature";req;key="chaka": \(asked)
      "@signature-params": \(stale.dropFirst("chaka=".count))
      """
    response.headers.set(Field("signature-input", stale))
    response.headers.set(Field("signature", "chaka=:\(key.sign(Data(base.utf8)).base64EncodedString()):"))
  }

  /// Signs status and digest only.
  private static func forgetRequest(_ response: inout Response, _ key: SigningKey) {
    guard let input = response.headers.value("signature-input"), let digest = response.headers.value("content-digest")
    else { return }
    let shorter = input.replacingOccurrences(of: #" "signature";req;key="chaka""#, with: "")
    let parameters = shorter.dropFirst("chaka=".count)
    let base = "\"@status\": 200\n\"content-digest\": \(digest)\n\"@signature-params\": \(parameters)"
    response.headers.set(Field("signature-input", shorter))
    response.headers.set(Field("signature", "chaka=:\(key.sign(Data(base.utf8)).base64EncodedString()):"))
  }
}

extension HTTPFields {
  func value(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }

  mutating func set(_ field: Field) {
    if let name = HTTPField.Name(field.name) { self[name] = field.value }
  }

  mutating func remove(_ name: String) {
    if let name = HTTPField.Name(name) { self[name] = nil }
  }
}
