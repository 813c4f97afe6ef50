import BankLink
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import Synchronization
import Text

/// Another right way to do the work of the reference bank: the conformance suite must not ask for more than the
/// protocol. For its tests; no book can set it.
public enum PermittedVariant: Sendable, CaseIterable {
  /// The bank writes error bodies as problem details (RFC 9457), with members of their own.
  case problemDetails
  /// The bank writes components and parameters of signatures in another order.
  case otherOrder
  /// The bank has too much to do for every tenth request, and replies so only after all checks of the request.
  case busy
  /// The bank answers half of a larger batch, and the rest when asked again.
  case partial
  /// A gateway lets everybody connect and turns away clients without a certificate.
  case gateway
}

extension PermittedVariant {
  func routes(_ routes: [WireRoute], of sandbox: Sandbox) -> [WireRoute] {
    let turns = Turns()
    return routes.map { route in
      route.wrapped { request, context, handle in
        if self == .gateway, await !context.hasCertificate { return Self.turnedAway }
        let response: Response
        do {
          response = try await handle(request, context)
          if self == .busy, let refusal = turns.refusal() { return JSONReply.error(refusal) }
        } catch let refusal as WireRefusal {
          response = self == .problemDetails ? Self.problem(refusal) : JSONReply.error(refusal)
        }
        let bank = context.parameters.get("bank").flatMap(BankCode.init(sandbox:))
        return try changed(response, to: request, of: bank.flatMap { try sandbox.bank($0) })
      }
    }
  }

  private func changed(_ response: Response, to request: Request, of bank: SandboxBank?) throws -> Response {
    guard self == .otherOrder, response.status == .ok, let key = bank?.keys.signing else { return response }
    var response = response
    Self.reorder(&response, request, key)
    return response
  }

  private static func problem(_ refusal: WireRefusal) -> Response {
    var response = JSONReply.error(refusal)
    let error = ErrorMessage(
      code: refusal.code, message: refusal.message, enquiry: refusal.enquiry, retry: refusal.isRetryable)
    let json = error.json.setting("type", "https://bank.example/problems").setting("title", "refused")
      .setting("status", JSONValue(refusal.status)).setting("detail", .string(refusal.message))
    response.headers[.contentType] = "application/problem+json"
    response.body = .init(byteBuffer: ByteBuffer(string: json.compact))
    return response
  }

  private static let turnedAway = Response(
    status: .badRequest, headers: [.contentType: "text/html"],
    body: .init(byteBuffer: ByteBuffer(string: "<html>No required SSL certificate was sent</html>")))

  /// The remaining part of a batch's answers.
  func shortened(_ conduct: Conduct) -> Conduct {
    guard self == .partial, case .reply(let items, let hold, let callback) = conduct, items.count > 2 else {
      return conduct
    }
    return .reply(Array(items.prefix(items.count / 2)), hold: hold, callback: callback)
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

/// Counts requests, and gives a refusal for every tenth.
private final class Turns: Sendable {
  private let count = Mutex(0)

  func refusal() -> WireRefusal? {
    let number = count.withLock { count in
      count += 1
      return count
    }
    guard number % 10 == 0 else { return nil }
    let code = number % 20 == 0 ? WireCode.tooManyRequests : .unavailable
    return WireRefusal(code, "too many requests at the moment", retryAfterSeconds: 0)
  }
}
