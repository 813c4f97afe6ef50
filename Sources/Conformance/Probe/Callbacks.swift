import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle
import Synchronization

/// The network's side of the callback during a run: takes what banks post, keeps it, and hangs up without an answer
/// where a check wants to see whether the bank posts again.
final class Callbacks: Sendable {
  /// One message of a bank.
  struct Post: Sendable {
    let request: SignedRequest
    let body: Data

    var items: [JSONValue] {
      guard case .array(let items)? = (try? JSONValue(utf8: Array(body)))?["answers"] else { return [] }
      return items
    }

    func item(_ enquiry: String) -> JSONValue? { items.first { $0.text("enquiry") == enquiry } }
  }

  private struct State {
    var posts: [Post] = []
    /// Enquiries whose next message is not answered.
    var cut: Set<String> = []
  }

  private let address: String
  private let signer: MessageSigner
  private let scheme: String
  private let log: WireLog?
  private let state = Mutex(State())

  /// `address` is what banks are told, without the bank's code.
  init(address: String, signer: MessageSigner, log: WireLog?) {
    self.address = address
    self.signer = signer
    self.log = log
    scheme = address.lowercased().hasPrefix("https:") ? "https" : "http"
  }

  func url(of bank: BankCode) -> String { "\(address)/\(bank)" }

  /// The next message about this enquiry gets no answer.
  func cutNext(_ enquiry: String) { state.withLock { _ = $0.cut.insert(enquiry) } }

  func posts(of enquiry: String) -> [Post] {
    state.withLock { $0.posts.filter { $0.item(enquiry) != nil } }
  }

  fileprivate func handle(_ request: Request, _ context: WireContext) async throws -> Response {
    let body = try await SignedRequests(isTLS: scheme == "https").body(of: request, in: context)
    return try take(Post(request: SignedRequest(request.head, scheme: scheme), body: body), context)
  }

  private func take(_ post: Post, _ context: WireContext) throws -> Response {
    let named = post.items.compactMap { $0.text("enquiry") }
    let isCut = state.withLock { state in
      state.posts.append(post)
      let hit = state.cut.intersection(named)
      state.cut.subtract(hit)
      return !hit.isEmpty
    }
    log?.note(callback: post.request, post.body, answered: isCut ? "cut" : "200")
    if isCut {
      context.cut()
      throw CancellationError()
    }
    let taken = TakenMessage(taken: named.count, refused: [])
    guard post.request.fields.contains(where: { $0.name == "signature" }) else { return JSONReply.ok(taken) }
    return JSONReply.signed(Wire.encode(taken), to: post.request, by: signer)
  }
}

/// Where a run listens for callbacks.
public struct CallbackAddress: Sendable {
  public let host: String
  /// 0 takes a free one.
  public let port: Int
  /// What banks are told, path and all, where that is not `http://HOST:PORT/v1/callback`.
  public let url: String?

  public init(host: String = "127.0.0.1", port: Int = 0, url: String? = nil) {
    self.host = host
    self.port = port
    self.url = url
  }
}

extension Callbacks {
  /// Listens while `work` runs. Nil is handed to it where nothing can be listened on.
  static func listening<Value: Sendable>(
    at address: CallbackAddress?, tls: TLSFiles?, signer: MessageSigner, log: WireLog?,
    _ work: @escaping @Sendable (Callbacks?) async -> Value
  ) async -> Value {
    guard let address else { return await work(nil) }
    let box = Mutex<Callbacks?>(nil)
    let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
    let route = WireRoute.post("\(CallbackServer.path)/:bank") { request, context in
      guard let callbacks = box.withLock({ $0 }) else { throw WireRefusal(.unavailable, "not yet") }
      return try await callbacks.handle(request, context)
    }
    guard
      let application = try? WireServer.application(
        [route], host: address.host, port: address.port, tls: tls, onListening: { entrance.yield($0) })
    else { return await work(nil) }
    let group = ServiceGroup(configuration: .init(services: [application], logger: silentLogger))
    let running = Task {
      defer { entrance.finish() }
      try? await group.run()
    }
    var iterator = ports.makeAsyncIterator()
    let port = await iterator.next()
    let callbacks = port.map { port in
      let scheme = tls == nil ? "http" : "https"
      let url = address.url ?? "\(scheme)://\(address.host):\(port)\(CallbackServer.path)"
      return Callbacks(address: url, signer: signer, log: log)
    }
    box.withLock { $0 = callbacks }
    let value = await work(callbacks)
    await group.triggerGracefulShutdown()
    await running.value
    return value
  }
}
