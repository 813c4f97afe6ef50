import AsyncHTTPClient
import BankLink
import BankSandbox
import Foundation
import NIOCore
import Sealing
import Serving
import Testing

/// Requests that no network would send, to a bank (the other side: `BankLinkTests`).
@Suite(.timeLimit(.minutes(1)))
struct HostileRequestsTests {
  private let key = SigningKey()

  private func url(_ running: Running, _ path: String) -> String {
    "http://127.0.0.1:\(running.number)/abc/v1/\(path)"
  }

  private func post(_ url: String, _ body: Data, _ fields: [Field]) async throws -> (status: Int, body: String) {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    for field in fields { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(body)
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    return (Int(response.status.code), String(buffer: try await response.body.collect(upTo: 1 << 20)))
  }

  private func signed(_ url: String, _ body: Data) throws -> [Field] {
    MessageSigner(key).fields(for: try #require(SignedRequest(method: "POST", url: url)), body: body)
  }

  @Test("A bank that was given its networks' keys answers them")
  func known() async throws {
    try await withSandbox(trust: NetworkTrust(only: [key.publicKey]), key: key) { running in
      let asking = Asking()
      let cards = try asking.open(try await running.ask(asking)[asking.identifier])
      #expect(cards == ["debit 6228 0018"])
    }
  }

  @Test("and lets no other introduce itself")
  func closed() async throws {
    try await withSandbox(trust: NetworkTrust(only: [SigningKey().publicKey])) { running in
      let fault = try await failure { try await running.ask(Asking()) }
      #expect(fault == .refused(status: 403, code: "introduction_closed"))
    }
  }

  static let bodies: [(body: [UInt8], code: String)] = [
    ([0xff, 0xfe], "not_json"), (Array("{\"enquiries\":[\"\u{0}\"]}".utf8), "not_json"),
    (Array((String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)).utf8), "too_deep"),
    (Array(#"{"enquiries":[],"enquiries":[]}"#.utf8), "duplicate_key"), (Array("{}".utf8), "bad_shape"),
    (Array(#"{"enquiries":["a b"]}"#.utf8), "bad_shape"), (Array(#"{"enquiries":[""]}"#.utf8), "bad_shape"),
    (
      Array(#"{"enquiries":[\#(Array(repeating: "\"e\"", count: 201).joined(separator: ","))]}"#.utf8),
      "too_many_enquiries"
    ),
  ]

  @Test("A signed body that is none of the protocol is refused with its code", arguments: bodies.indices)
  func refusing(index: Int) async throws {
    try await withSandbox(trust: NetworkTrust(only: [key.publicKey])) { running in
      let (target, body) = (url(running, "answers"), Data(Self.bodies[index].body))
      let answer = try await post(target, body, try signed(target, body))
      #expect(answer.status == 400)
      #expect(answer.body.contains(#""code":"\#(Self.bodies[index].code)""#))
    }
  }

  @Test("A signature under another label counts as none, wherever its response would be bound to")
  func label() async throws {
    try await withSandbox(trust: NetworkTrust(only: [key.publicKey])) { running in
      let (target, body) = (url(running, "answers"), Data(#"{"enquiries":[]}"#.utf8))
      let renamed = try signed(target, body).map {
        Field($0.name, $0.value.replacingOccurrences(of: "chaka=", with: "other="))
      }
      let answer = try await post(target, body, renamed)
      #expect(answer.status == 401 && answer.body.contains("signature_missing"))
    }
  }

  @Test(
    "A body that trickles in is refused at every path, and others are served meanwhile",
    arguments: ["network", "nowhere"])
  func slow(path: String) async throws {
    var limits = ServerLimits()
    limits.bodySeconds = 0.5
    limits.idleSeconds = 0.5
    try await withSandbox(limits: limits) { running in
      var request = HTTPClientRequest(url: url(running, path))
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .stream(Trickle(), length: .known(Int64(1_000)))
      var seen: Int?
      do {
        seen = Int(try await HTTPClient.shared.execute(request, timeout: .seconds(30)).status.code)
      } catch {
        // The connection was closed before the body was sent: as good a refusal.
        #expect(error as? HTTPClientError != .deadlineExceeded)
      }
      #expect(seen == nil || seen == (path == "network" ? 408 : 404))
      let keys = HTTPClientRequest(url: url(running, "keys"))
      let status = try await HTTPClient.shared.execute(keys, timeout: .seconds(30)).status
      #expect(status == .ok)
    }
  }
}

/// A blank every 50 ms, for 50 s.
private struct Trickle: AsyncSequence, Sendable {
  struct AsyncIterator: AsyncIteratorProtocol {
    var left = 1_000

    mutating func next() async throws -> ByteBuffer? {
      guard left > 0 else { return nil }
      left -= 1
      try await Task.sleep(for: .milliseconds(50))
      return ByteBuffer(string: " ")
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
