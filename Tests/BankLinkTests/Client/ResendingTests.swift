import BankLink
import Domain
import Foundation
import Hummingbird
import NIOCore
import Sealing
import Serving
import Synchronization
import Testing

@Suite("A request to a bank", .timeLimit(.minutes(1)))
struct ResendingTests {
  /// A request whose connection can be closed.
  private struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any NIOCore.Channel

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      channel = source.channel
    }
  }

  /// The connections and requests that a bank saw.
  private final class Seen: Sendable {
    /// Connections are kept, so that a new one is never mistaken for an earlier one.
    private let state = Mutex<(connections: [any NIOCore.Channel], requests: [SignedRequest])>(([], []))
    var requests: [SignedRequest] { state.withLock(\.requests) }

    /// Whether the request is the first one on its connection.
    func note(_ request: SignedRequest, on channel: any NIOCore.Channel) -> Bool {
      state.withLock { state in
        state.requests.append(request)
        guard !state.connections.contains(where: { $0 === channel }) else { return false }
        state.connections.append(channel)
        return true
      }
    }
  }

  private let key = SigningKey()
  private let network = SigningKey()
  private let seen = Seen()

  /// Runs a bank that answers no request, or the first one on a connection, and closes the connection at any other.
  private func withBank(
    path: String = "/abc", answersFirst: Bool, _ body: (HTTPBankPort, BankEndpoint) async throws -> Void
  ) async throws {
    let router = Router(context: Context.self)
    router.post("/**") { [seen, key] request, context in
      let isFirst = seen.note(request.signed, on: context.channel)
      guard answersFirst, isFirst else {
        try await context.channel.close()
        throw CancellationError()
      }
      return JSONReply.signed(Data(#"{"answers":[]}"#.utf8), to: request.signed, by: MessageSigner(key))
    }
    let listening: Listening = { onListening in
      Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
    }
    var settings = HTTPBankPort.Settings(signingKey: { [network] in network }, now: { Moment(milliseconds: 1_000) })
    settings.isSandbox = true
    let port = HTTPBankPort(settings)
    defer { Task { await port.shutdown() } }
    try await withServer(listening) { number in
      let endpoint = BankEndpoint(
        bank: BankCode("abc"), url: "http://127.0.0.1:\(number)\(path)",
        publicKey: SealingPublicKey(rawRepresentation: Data(repeating: 9, count: 32)), signingKeys: [key.publicKey])
      try await body(port, endpoint)
    }
  }

  @Test("goes out once more, signed anew on a new connection, where a kept one was closed without a byte of a reply")
  func kept() async throws {
    try await withBank(answersFirst: true) { port, endpoint in
      for _ in 0..<2 {
        let replies = try await port.fetch(["e"], at: endpoint)
        #expect(replies.items.isEmpty)
      }
    }
    let signatures = Set(seen.requests.flatMap(\.fields).filter { $0.name == "signature" }.map(\.value))
    #expect(seen.requests.count == 3 && signatures.count == 3)
  }

  @Test("does not go out a third time")
  func hopeless() async throws {
    try await withBank(answersFirst: false) { port, endpoint in
      #expect(await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) } == .unreachable)
    }
    #expect(seen.requests.count == 2)
  }

  @Test("has the target that was signed, whatever a path may hold")
  func target() async throws {
    let path = "/-._~!$&'()*+,;=:@/%E9%93%B6/%5B%25/abc/"
    try await withBank(path: path, answersFirst: true) { port, endpoint in _ = try await port.fetch(["e"], at: endpoint)
    }
    let request = try #require(seen.requests.first)
    #expect(request.target == path + "v1/answers")
    let verified = try MessageVerifier().verify(request, body: Data(#"{"enquiries":["e"]}"#.utf8)) { id in
      id == network.keyId ? network.publicKey : nil
    }
    #expect(verified.keyId == network.keyId)
  }

  @Test("has the authority that was signed, in whatever case the endpoint was given")
  func authority() async throws {
    try await withBank(answersFirst: true) { port, endpoint in
      let shouted = BankEndpoint(
        bank: endpoint.bank, url: endpoint.url.replacingOccurrences(of: "http://127.0.0.1", with: "HTTP://LocalHost"),
        publicKey: endpoint.publicKey, signingKeys: endpoint.signingKeys)
      _ = try await port.fetch(["e"], at: shouted)
    }
    let request = try #require(seen.requests.first)
    #expect(request.authority.hasPrefix("localhost:"))
    #expect(throws: Never.self) {
      try MessageVerifier().verify(request, body: Data(#"{"enquiries":["e"]}"#.utf8)) { _ in network.publicKey }
    }
  }
}
