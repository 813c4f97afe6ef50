import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Sealing
import Serving
import Testing

/// Connections on which few bytes come, and connections without room.
@Suite("A connection to the callback server", .timeLimit(.minutes(1)))
struct ConnectionTests {
  private struct Desk: CallbackReceiver {
    func networkKeys() -> KeysMessage { KeysMessage(keys: []) }
    func networkSigner() -> MessageSigner { MessageSigner(SigningKey()) }
    func signingKeys(of bank: BankCode) -> [VerifyingKey]? { [] }
    func take(_: BankReplies, from: BankCode, nonce: MessageVerifier.Verified) -> TakenMessage? { nil }
    func note(refusal: String, of: BankCode) {}
  }

  private func withCallbacks(
    _ adjust: (inout ServerLimits) -> Void, _ body: (Int) async throws -> Void
  ) async throws {
    var limits = ServerLimits()
    adjust(&limits)
    let listening: Listening = { [limits] in CallbackServer(Desk(), port: 0, limits: limits, onListening: $0) }
    try await withServer(listening, body)
  }

  private static func head(_ fields: String..., version: String = "1.1") -> String {
    let lines = ["POST /v1/callback/abc HTTP/\(version)", "Host: localhost", "Content-Type: application/json"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  @Test(
    "is told to send the body that it waits with",
    arguments: ["100-continue", "100-Continue", "100-continue, 100-continue", "100-continue ,"])
  func expecting(value: String) async throws {
    try await withCallbacks {
      ($0.firstByteSeconds, $0.idleSeconds) = (45, 45)
    } _: { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.head("Content-Length: 2", "Expect: \(value)", "Connection: close"))
        #expect(await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        _ = await connection.send("{}")
        let said = await connection.rest()
        #expect(said.contains("HTTP/1.1 401 ") && said.contains(#""code":"signature_missing""#))
      }
    }
  }

  @Test("is told nothing that it does not wait for", arguments: [("1.0", "100-continue"), ("1.1", "200-ok")])
  func waitingForNothing(version: String, expected: String) async throws {
    try await withCallbacks {
      $0.idleSeconds = 1
    } _: { port in
      try await BareConnection.open(port) { connection in
        let head = Self.head("Content-Length: 2", "Expect: \(expected)", version: version)
        _ = await connection.send(head + "{}")
        let said = await connection.rest()
        #expect(said.hasPrefix("HTTP/1.1 401 ") || said.hasPrefix("HTTP/1.0 401 "), "\(said)")
      }
    }
  }

  @Test("is refused a body that is much too large before it is sent")
  func expectingTooMuch() async throws {
    try await withCallbacks {
      $0.idleSeconds = 1
    } _: { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(Self.head("Content-Length: 104857600", "Expect: 100-continue"))
        #expect(await connection.rest().hasPrefix("HTTP/1.1 413 "))
      }
    }
  }

  @Test(
    "gets 408 when the body stalls, wherever it does",
    arguments: [
      (head("Content-Length: 1000"), ""), (head("Content-Length: 1000"), "{"),
      (head("Transfer-Encoding: chunked"), ""), (head("Transfer-Encoding: chunked"), "3\r\nabc\r\n"),
      (head("Content-Length: 1000", "Expect: 100-continue"), ""),
    ])
  func stalled(head: String, body: String) async throws {
    try await withCallbacks {
      $0.bodySeconds = 0.3
    } _: { port in
      try await BareConnection.open(port) { connection in
        _ = await connection.send(head + body)
        let said = await connection.rest()
        #expect(said.contains("HTTP/1.1 408 ") && said.contains(#""code":"too_slow""#))
      }
    }
  }

  @Test("is closed where nothing at all comes for a while, also while a head has longer")
  func silent() async throws {
    try await withCallbacks {
      $0.firstByteSeconds = 0.2
      $0.idleSeconds = 50
    } _: { port in
      try await BareConnection.open(port) { connection in #expect(await connection.rest().isEmpty) }
    }
  }

  @Test("is taken on at once, however many others are idle")
  func crowded() async throws {
    try await withCallbacks {
      $0.connections = 4
      $0.firstByteSeconds = 50
      $0.idleSeconds = 50
    } _: { port in
      try await withIdle(9, on: port) {
        for _ in 0..<3 { try await expectService(port) }
      }
    }
  }

  @Test("has a share of the places with all others from its address")
  func oneAddress() async throws {
    try await withCallbacks {
      $0.connectionsPerAddress = 2
      $0.firstByteSeconds = 50
      $0.idleSeconds = 50
    } _: { port in
      try await withIdle(5, on: port) { try await expectService(port) }
    }
  }

  /// Runs with a number of open connections on which nothing is sent.
  private func withIdle(_ count: Int, on port: Int, _ body: () async throws -> Void) async throws {
    guard count > 0 else { return try await body() }
    try await BareConnection.open(port) { _ in try await withIdle(count - 1, on: port, body) }
  }

  private func expectService(_ port: Int) async throws {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/v1/keys")
    request.headers.add(name: "connection", value: "close")
    #expect(try await HTTPClient.shared.execute(request, timeout: .seconds(20)).status == .ok)
  }
}
