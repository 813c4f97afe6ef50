import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Sealing
import Serving
import Testing

/// Any bytes on a connection get a reply in JSON, or the server hangs up in bounded time, and serves the others.
@Suite(.timeLimit(.minutes(1)))
struct HostileRequestsTests {
  private struct Desk: CallbackReceiver {
    func networkKeys() -> KeysMessage { KeysMessage(keys: []) }
    func networkSigner() -> MessageSigner { MessageSigner(SigningKey()) }
    func signingKeys(of bank: BankCode) -> [VerifyingKey]? { bank == BankCode("abc") ? [] : nil }
    func take(_: BankReplies, from: BankCode, nonce: MessageVerifier.Verified) -> TakenMessage? { nil }
    func note(refusal: String, of: BankCode) {}
  }

  /// Limits of half a second in place of 15.
  private static let impatient: ServerLimits = {
    var limits = ServerLimits()
    limits.bodySeconds = 0.5
    limits.idleSeconds = 3
    return limits
  }()

  private func withCallbacks(_ limits: ServerLimits = impatient, _ body: (Int) async throws -> Void) async throws {
    let listening: Listening = { CallbackServer(Desk(), port: 0, limits: limits, onListening: $0) }
    try await withServer(listening, body)
  }

  private static func head(_ path: String, _ fields: String...) -> String {
    let lines = ["POST \(path) HTTP/1.1", "Host: localhost", "Content-Type: application/json"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// Checks that another client is served.
  private func expectService(_ port: Int) async throws {
    let request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/v1/keys")
    let status = try await HTTPClient.shared.execute(request, timeout: .seconds(30)).status
    #expect(status == .ok)
  }

  @Test("A body of 100 MB that says so is refused before it is read")
  func announced() async throws {
    try await withCallbacks(ServerLimits()) { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.head("/v1/callback/abc", "Content-Length: 104857600"))
        let said = await connection.rest()
        #expect(said.hasPrefix("HTTP/1.1 413 ") && said.contains(#""code":"too_large""#))
      }
    }
  }

  @Test("A body of 100 MB in chunks is refused once it is too large, and its connection closed")
  func chunked() async throws {
    try await withCallbacks(ServerLimits()) { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.head("/v1/callback/abc", "Transfer-Encoding: chunked"))
        let chunk = "100000\r\n" + String(repeating: " ", count: 1 << 20) + "\r\n"
        // The server may read on until the connection is closed; its reply comes before.
        _ = try await connection.send(chunk, times: 17)
        let said = await connection.rest()
        #expect(said.hasPrefix("HTTP/1.1 413 ") && said.contains(#""code":"too_large""#))
      }
    }
  }

  @Test("A head that trickles in is cut off, and others are served meanwhile")
  func slowHead() async throws {
    try await withCallbacks { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send("POST /v1/callback/abc HTTP/1.1\r\nX-Long: ")
        try await expectService(port)
        let sent = try await connection.send("x", times: 1_000, every: .milliseconds(50))
        #expect(sent < 1_000)
      }
    }
  }

  @Test(
    "A body that trickles in is refused, its connection closed, and others are served meanwhile",
    arguments: [("/v1/callback/abc", "408 ", "too_slow"), ("/v1/callback/nobody", "404 ", "unknown_bank")])
  func slowBody(path: String, status: String, code: String) async throws {
    try await withCallbacks { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.head(path, "Content-Length: 1000"))
        try await expectService(port)
        let sent = try await connection.send(" ", times: 900, every: .milliseconds(50))
        #expect(sent < 900)
        let said = await connection.rest()
        #expect(said.hasPrefix("HTTP/1.1 \(status)") && said.contains(#""code":"\#(code)""#))
      }
    }
  }

  @Test("A connection on which nothing comes is closed")
  func silent() async throws {
    try await withCallbacks { port in
      try await BareConnection.open(port) { connection in #expect(await connection.rest().isEmpty) }
    }
  }

  @Test("Requests may follow one another at once; garbage behind them is refused in JSON")
  func pipelined() async throws {
    try await withCallbacks { port in
      try await BareConnection.open(port) { connection in
        let get = "GET /v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n"
        _ = await connection.send(get + get + "<html>\r\n\r\n")
        let parts = await connection.rest().components(separatedBy: "HTTP/1.1 ")
        #expect(parts.map { String($0.prefix(3)) } == ["", "200", "200", "400"])
        #expect(parts.last?.contains(#"{"error":{"code":"bad_request""#) == true)
      }
    }
  }

  static let garbage: [String] = [
    "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}", "GET /v1/keys HTTP/9.9\r\n\r\n",
    "GET /v1/keys HTTP/1.1\r\nno colon\r\n\r\n", "POST /v1/callback/abc HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    "POST /v1/callback/abc HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "GET /v1/keys HTTP/1.1\r\nX: " + String(repeating: "x", count: 200_000) + "\r\n\r\n",
    head("/v1/callback/abc", "Transfer-Encoding: chunked") + "zz\r\n",
  ]

  @Test("What is no HTTP is refused in JSON, and its connection closed", arguments: garbage.indices)
  func noHTTP(index: Int) async throws {
    try await withCallbacks { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.garbage[index])
        let said = await connection.rest()
        #expect(said.hasPrefix("HTTP/1.1 400 ") && said.contains(#"{"error":{"code":"bad_request""#))
      }
      try await expectService(port)
    }
  }

  @Test(
    "A path that takes another method says which",
    arguments: [
      ("PUT", "/v1/keys", "GET"), ("OPTIONS", "/v1/keys", "GET"), ("HEAD", "/v1/keys", "GET"),
      ("GET", "/v1/callback/abc", "POST"), ("TRACE", "/v1/callback/nobody", "POST"),
    ])
  func methods(method: String, path: String, allowed: String) async throws {
    try await withCallbacks { port in
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
      request.method = .init(rawValue: method)
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
      #expect(response.status == .methodNotAllowed)
      #expect(response.headers["allow"] == [allowed])
      let body = String(buffer: try await response.body.collect(upTo: 1 << 16))
      #expect(body.isEmpty == (method == "HEAD") && (body.isEmpty || body.contains(#""code":"method_not_allowed""#)))
    }
  }
}
