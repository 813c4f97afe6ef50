import BankLink
import Hummingbird

extension Mutant {
  /// A bank's paths as this mutant serves them.
  func routes(_ routes: [WireRoute], of sandbox: Sandbox) -> [WireRoute] {
    let traffic = MutantTraffic(self, of: sandbox)
    let wrapped = routes.map { $0.wrapped(traffic.respond) }
    switch self {
    case .notFound:
      return wrapped
        + ["/:bank/v1/:path", "/:bank/test/v1/:path"].map { path in
          .post(path) { _, _ in Self.page(.notFound) }
        }
    case .method:
      return wrapped
        + ["/:bank/v1/enquiries", "/:bank/test/v1/enquiries"].map { path in
          .get(path) { _, _ in Self.page(.ok) }
        }
    default: return wrapped
    }
  }

  private static func page(_ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html"],
      body: .init(byteBuffer: ByteBuffer(string: "<html>\(status.code)</html>")))
  }
}
