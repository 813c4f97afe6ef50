import Domain
import Foundation
import Hummingbird

/// The JSON responses of the servers on both sides of the link.
public enum JSONReply {
  public static func ok(_ message: some Encodable) throws -> Response {
    Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try Wire.encode(message))))
  }

  /// `{}`
  public static var taken: Response {
    Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: "{}")))
  }

  /// An error with its code; what has status 5xx may be tried again.
  public static func error(
    _ status: HTTPResponse.Status, _ code: String, _ message: String, enquiry: String? = nil,
    retryAfterSeconds: Int? = nil
  ) -> Response {
    let content = ErrorMessage(code: code, message: message, enquiry: enquiry, retry: status.code >= 500)
    var headers = headers
    headers[.retryAfter] = retryAfterSeconds.map(String.init)
    let body = (try? Wire.encode(content)) ?? Data("{}".utf8)
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static var headers: HTTPFields { [.contentType: "application/json"] }
}

/// Turns errors that no route answered, unknown paths and too large bodies among them, into JSON.
public struct JSONErrors<Context: RequestContext>: RouterMiddleware {
  public init() {}

  public func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      return Self.reply(error.status)
    } catch is CancellationError {
      return JSONReply.error(.serviceUnavailable, "stopping", "the server is stopping")
    } catch {
      return JSONReply.error(.serviceUnavailable, "unavailable", "try again later", retryAfterSeconds: 1)
    }
  }

  private static func reply(_ status: HTTPResponse.Status) -> Response {
    switch status {
    case .notFound: JSONReply.error(status, "not_found", "there is nothing at this path")
    case .contentTooLarge: JSONReply.error(status, "too_large", "the body is too large")
    default: JSONReply.error(status, "refused", "the request was refused")
    }
  }
}
