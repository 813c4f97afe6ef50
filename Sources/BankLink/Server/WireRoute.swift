import HTTPTypes
import Hummingbird

/// One path of the protocol: its one method and its handler. Every other method is refused with 405.
public struct WireRoute: Sendable {
  public typealias Handler = @Sendable (Request, WireContext) async throws -> Response

  let method: HTTPRequest.Method
  let path: RouterPath
  let handle: Handler

  public static func get(_ path: RouterPath, _ handle: @escaping Handler) -> WireRoute {
    WireRoute(method: .get, path: path, handle: handle)
  }

  public static func post(_ path: RouterPath, _ handle: @escaping Handler) -> WireRoute {
    WireRoute(method: .post, path: path, handle: handle)
  }

  /// The same path with another handler around its own.
  package func wrapped(
    _ wrap: @escaping @Sendable (Request, WireContext, Handler) async throws -> Response
  ) -> WireRoute {
    WireRoute(method: method, path: path) { request, context in try await wrap(request, context, handle) }
  }

  func matches(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.count == self.path.components.count && zip(self.path.components, parts).allSatisfy { $0 ~= $1 }
  }
}

extension Router where Context == WireContext {
  /// The paths of one side of the link. Every failure is answered with an error body.
  public static func wire(_ routes: [WireRoute]) -> Router<WireContext> {
    let router = Router(context: WireContext.self)
    router.add(middleware: JSONErrors(routes))
    for route in routes { router.on(route.path, method: route.method, use: route.handle) }
    return router
  }
}
