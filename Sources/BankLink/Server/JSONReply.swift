import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// The JSON responses of the servers on both sides of the link.
public enum JSONReply {
  public static func ok(_ message: some WireMessage) -> Response { reply(.ok, Wire.encode(message)) }

  /// A 200 signed by a key, bound to the signature of the request that it answers.
  public static func signed(_ body: Data, to request: SignedRequest, by signer: MessageSigner) -> Response {
    var response = reply(.ok, body)
    for field in signer.fields(for: SignedResponse(status: 200, request: request), body: body) {
      guard let name = HTTPField.Name(field.name) else { continue }
      response.headers[name] = field.value
    }
    return response
  }

  static func error(_ refusal: WireRefusal) -> Response {
    let content = ErrorMessage(
      code: refusal.code, message: refusal.message, enquiry: refusal.enquiry, retry: refusal.isRetryable)
    var response = reply(.init(code: refusal.status), Wire.encode(content))
    response.headers[.retryAfter] = refusal.retryAfterSeconds.map(String.init)
    return response
  }

  public static func reply(_ status: HTTPResponse.Status, _ body: Data) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}

/// Turns whatever a route throws, and what no route answered, into an error body.
public struct JSONErrors<Context: RequestContext>: RouterMiddleware {
  public init() {}

  public func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as WireRefusal {
      return JSONReply.error(refusal)
    } catch let error as any HTTPResponseError {
      return JSONReply.error(Self.refusal(error.status))
    } catch is CancellationError {
      return JSONReply.error(.unavailable("stopping", "the server is stopping"))
    } catch {
      return JSONReply.error(.unavailable("unavailable", "try again later", retryAfterSeconds: 1))
    }
  }

  private static func refusal(_ status: HTTPResponse.Status) -> WireRefusal {
    switch status {
    case .notFound: WireRefusal(status: 404, "not_found", "there is nothing at this path")
    case .contentTooLarge: .tooLarge
    default: WireRefusal(status: status.code, "refused", "the request was refused")
    }
  }
}
