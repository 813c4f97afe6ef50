import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle
import Serving
import Synchronization
import Text

/// The network's side of the callback during a run: takes and keeps the posts of banks, and hangs up without an answer
/// if a check wants to see whether the bank posts again.
final class CallbackRecorder: Sendable {
  /// One message of a bank.
  struct PostedCallback: Sendable {
    let request: SignedRequest
    let body: Data

    var json: JSONValue? { try? JSONValue(utf8: Array(body)) }

    var items: [JSONValue] {
      guard case .array(let items)? = json?["answers"] else { return [] }
      return items
    }

    func item(_ enquiry: String) -> JSONValue? { items.first { $0.text("enquiry") == enquiry } }
  }

  /// The ways to answer a message so that it is posted again.
  enum InvalidReceipt: String {
    /// No answer: the connection is cut.
    case cut
    /// 200 without a signature.
    case unsigned
    /// 200 signed by somebody else.
    case strangers
  }

  private struct State {
    var posts: [PostedCallback] = []
    /// The replies to the next messages about an enquiry; later ones are taken.
    var answers: [String: [InvalidReceipt]] = [:]
    var refused = 0
  }

  private let address: String
  private let signer: MessageSigner
  private let scheme: String
  private let watch: ReplyWatch
  private let log: WireLog?
  private let state = Mutex(State())

  /// `address` is the one that banks are given, without the bank's code.
  init(address: String, signer: MessageSigner, watch: ReplyWatch, log: WireLog?) {
    self.address = address
    self.signer = signer
    self.watch = watch
    self.log = log
    scheme = address.lowercased().hasPrefix("https:") ? "https" : "http"
  }

  func url(of bank: BankCode) -> String { "\(address)/\(bank)" }

  /// Makes the next messages about this enquiry get these replies, none of which counts as taking them.
  func answerNext(_ enquiry: String, _ answers: [InvalidReceipt]) { state.withLock { $0.answers[enquiry] = answers } }

  /// The number of messages that the network would not have read.
  var refused: Int { state.withLock(\.refused) }

  func posts(of enquiry: String) -> [PostedCallback] {
    state.withLock { $0.posts.filter { $0.item(enquiry) != nil } }
  }

  fileprivate func handle(_ request: Request, _ context: WireContext) async throws -> Response {
    let signed = SignedRequest(request.head, scheme: scheme)
    var body = Data()
    do {
      body = try await SignedRequests(isTLS: scheme == "https").body(of: request, in: context)
      let post = PostedCallback(request: signed, body: body)
      try watch.look(at: post)
      return try take(post, context)
    } catch let refusal as WireRefusal {
      state.withLock { $0.refused += 1 }
      watch.look(atRefused: refusal)
      log?.note(callback: signed, body, answered: "\(refusal.status) \(refusal.code)")
      throw refusal
    }
  }

  private func take(_ post: PostedCallback, _ context: WireContext) throws -> Response {
    let named = post.items.compactMap { $0.text("enquiry") }
    let answer = state.withLock { state in
      state.posts.append(post)
      guard let enquiry = named.first(where: { state.answers[$0]?.isEmpty == false }) else {
        return nil as InvalidReceipt?
      }
      return state.answers[enquiry]?.removeFirst()
    }
    log?.note(callback: post.request, post.body, answered: answer.map { "200 (\($0.rawValue))" } ?? "200")
    let taken = TakenMessage(taken: named.count, refused: [])
    guard answer != .unsigned, post.request.fields.contains(where: { $0.name == "signature" }) else {
      return JSONReply.ok(taken)
    }
    switch answer {
    case .cut:
      context.cut()
      throw CancellationError()
    case .strangers: return JSONReply.signed(Wire.encode(taken), to: post.request, by: MessageSigner(SigningKey()))
    case .unsigned, nil: return JSONReply.signed(Wire.encode(taken), to: post.request, by: signer)
    }
  }
}

/// The address on which a run listens for callbacks.
public struct CallbackAddress: Sendable {
  public let host: String
  /// The port; 0 takes a free one.
  public let port: Int
  /// The address that banks are given, with its path, if it is not `http://HOST:PORT/v1/callback`.
  public let url: String?

  public init(host: String = "127.0.0.1", port: Int = 0, url: String? = nil) {
    self.host = host
    self.port = port
    self.url = url
  }
}

extension CallbackRecorder {
  /// Listens while `work` runs, which gets nil if listening is not possible.
  static func listening<Value: Sendable>(
    at address: CallbackAddress?, tls: TLSFiles?, signer: MessageSigner, watch: ReplyWatch, log: WireLog?,
    _ work: @escaping @Sendable (CallbackRecorder?) async -> Value
  ) async -> Value {
    guard let address else { return await work(nil) }
    let box = Mutex<CallbackRecorder?>(nil)
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
      return CallbackRecorder(address: url, signer: signer, watch: watch, log: log)
    }
    box.withLock { $0 = callbacks }
    let value = await work(callbacks)
    await group.triggerGracefulShutdown()
    await running.value
    return value
  }
}
