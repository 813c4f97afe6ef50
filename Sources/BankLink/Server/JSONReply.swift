import Foundation
import HTTPTypes
import Hummingbird

/// The JSON responses of the servers on both sides of the link.
public enum JSONReply {
  public static func ok(_ message: some WireMessage) -> Response { reply(.ok, Wire.encode(message)) }

  /// A 200 signed by a key, bound to the signature of its request.
  public static func signed(_ body: Data, to request: SignedRequest, by signer: MessageSigner) -> Response {
    var response = reply(.ok, body)
    for field in signer.fields(for: SignedResponse(status: 200, request: request), body: body) {
      guard let name = HTTPField.Name(field.name) else { continue }
      response.headers[name] = field.value
    }
    return response
  }

  package static func error(_ refusal: WireRefusal) -> Response {
    var response = reply(.init(code: refusal.status), body(of: refusal))
    response.headers[.retryAfter] = refusal.retryAfterSeconds.map(String.init)
    response.headers[.allow] = refusal.allowedMethod
    if refusal.status == 401 { response.headers[.wwwAuthenticate] = "Signature tag=\"\(SignatureProfile.tag)\"" }
    return response
  }

  static func body(of refusal: WireRefusal) -> Data {
    Wire.encode(
      ErrorMessage(
        code: refusal.code, message: refusal.message, enquiry: refusal.enquiry, retry: refusal.isRetryable))
  }

  public static func reply(_ status: HTTPResponse.Status, _ body: Data) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}
