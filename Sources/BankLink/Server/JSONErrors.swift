import HTTPTypes
import Hummingbird

/// Turns every error of a route, and every request without a route, into an error body. A connection whose body was not
/// read to its end is closed after the response, so that nobody can keep it by sending on.
struct JSONErrors: RouterMiddleware {
  private let routes: [WireRoute]

  init(_ routes: [WireRoute]) { self.routes = routes }

  func handle(
    _ request: Request, context: WireContext, next: (Request, WireContext) async throws -> Response
  ) async throws -> Response {
    var response = await answer(request, context, next)
    if !context.hasWholeBody, Self.mayHaveBody(request.headers) {
      response.headers[.connection] = "close"
      context.hangUp()
    }
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(
    _ request: Request, _ context: WireContext, _ next: (Request, WireContext) async throws -> Response
  ) async -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as WireRefusal {
      return JSONReply.error(refusal)
    } catch let error as any HTTPResponseError {
      return JSONReply.error(refusal(of: error.status, request))
    } catch is CancellationError {
      return JSONReply.error(WireRefusal(.stopping, "the server is stopping", retryAfterSeconds: 1))
    } catch {
      return JSONReply.error(WireRefusal(.unavailable, "try again later", retryAfterSeconds: 1))
    }
  }

  private func refusal(of status: HTTPResponse.Status, _ request: Request) -> WireRefusal {
    switch status {
    case .notFound: unrouted(request)
    case .contentTooLarge: .tooLarge
    case _ where status.code >= 500: WireRefusal(.unavailable, "try again later", retryAfterSeconds: 1)
    default: WireRefusal(.badRequest, "the request was refused")
    }
  }

  private func unrouted(_ request: Request) -> WireRefusal {
    guard let route = routes.first(where: { $0.matches(request.uri.path) }), route.method != request.method else {
      return WireRefusal(.notFound, "no such path")
    }
    let allowed = route.method.rawValue
    return WireRefusal(.methodNotAllowed, "this path takes \(allowed) only", allowedMethod: allowed)
  }

  private static func mayHaveBody(_ headers: HTTPFields) -> Bool {
    headers[.transferEncoding] != nil || headers[.contentLength].map { $0 != "0" } ?? false
  }
}
