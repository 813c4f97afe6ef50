import BankLink
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Sealing

/// Another right way of doing what the reference bank does: the conformance suite must not ask for more than the protocol.
/// For its tests; no book can ask for one.
public enum Manner: Sendable, CaseIterable {
  /// Error bodies as problem details (RFC 9457).
  case problemDetails
  /// Components and parameters of signatures in another order.
  case otherOrder
}

extension Manner {
  func routes(_ routes: [WireRoute], of sandbox: Sandbox) -> [WireRoute] {
    routes.map { route in
      route.wrapped { request, context, handle in
        let response: Response
        do {
          response = try await handle(request, context)
        } catch let refusal as WireRefusal {
          response = JSONReply.error(refusal)
        }
        let bank = context.parameters.get("bank").flatMap(BankCode.init(sandbox:))
        return try changed(response, to: request, of: bank.flatMap { try sandbox.bank($0) })
      }
    }
  }

  private func changed(_ response: Response, to request: Request, of bank: SandboxBank?) throws -> Response {
    var response = response
    switch (self, response.status.code) {
    case (.problemDetails, 400...): response.headers[.contentType] = "application/problem+json"
    case (.otherOrder, 200): if let key = bank?.keys.signing { Self.reorder(&response, request, key) }
    default: break
    }
    return response
  }

  private static func reorder(_ response: inout Response, _ request: Request, _ key: SigningKey) {
    guard let digest = response.headers.value("content-digest"),
      let asked = request.headers.value("signature")?.dropFirst("chaka=".count)
    else { return }
    let (now, component) = (machineSeconds(), "\"signature\";key=\"chaka\";req")
    let parameters = """
      (\(component) "content-digest" "@status");tag="chaka-1";keyid="\(key.keyId)";nonce="\(UUID().uuidString)";\
      alg="ed25519";expires=\(now + 60);created=\(now)
      """
    let base = """
      \(component): \(asked)
      "content-digest": \(digest)
      "@status": 200
      "@signature-params": \(parameters)
      """
    response.headers.set(Field("signature-input", "chaka=\(parameters)"))
    response.headers.set(Field("signature", "chaka=:\(key.sign(Data(base.utf8)).base64EncodedString()):"))
  }
}
