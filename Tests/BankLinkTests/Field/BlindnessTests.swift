import AsyncHTTPClient
import BankLink
import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import Testing

/// Text that a bank writes beside the seal reaches nobody, over real connections.
@Suite("Beside a sealed answer", .timeLimit(.minutes(1)))
struct BlindnessTests {
  private static let card = "6228480000000000018"

  private static let placements: [(String, String)] = [
    ("idempotency-key", card), ("host", "zhangsan.\(card)"), ("expect", card), ("http2-settings", card),
    ("retry-after", card), ("server", "11010519491231002X"), ("server", "6228-4800-0000-0000-018"),
    ("via", "6228.4800.0000.0000.018"), ("x-request-id", "c\(card)"), ("x-request-id", "%E5%BC%A0%E4%B8%89"),
    ("x-request-id", "6228****0018"), ("x-request-id", "13800138000"), ("x-request-id", "NjIyODQ4MDAwMDAwMDAwMDAxOA"),
    ("set-cookie", "card=\(card)"), ("x-cards", "1"), ("content-type", "application/json; card=\(card)"),
  ]

  private func found(_ change: @escaping @Sendable (inout HTTPFields) -> Void) async throws -> BankFailure? {
    var found: BankFailure?
    try await withCannedBank(.ok, body: Array(#"{"answers":[]}"#.utf8), change: change) { port, endpoint in
      found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
    }
    return found
  }

  @Test("no field of a signed 200 holds a number, a name or anything of the bank's own", arguments: placements)
  func response(name: String, value: String) async throws {
    let field = try #require(HTTPField.Name(name))
    #expect(try await found { $0[field] = value } == .garbage(code: "unexpected_field"))
  }

  @Test("a second line of a field that is read, or a second member with a number, is refused, too")
  func seconds() async throws {
    #expect(
      try await found { $0.append(HTTPField(name: .contentType, value: Self.card)) }
        == .garbage(code: "unexpected_field"))
    for (name, more) in [
      ("signature-input", #", x=("@status");note="\#(Self.card)""#),
      ("signature", ", x=:NjIyODQ4MDAwMDAwMDAwMDAxOA==:"),
    ] {
      let field = try #require(HTTPField.Name(name))
      #expect(try await found { $0[field] = ($0[field] ?? "") + more } == .garbage(code: "unexpected_field"))
    }
  }

  @Test("proxies and tracers may write what they always write")
  func right() async throws {
    let found = try await found {
      $0[.server] = "nginx/1.25.3"
      for (name, value) in [
        ("via", "1.1 gateway"), ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-1234567890123456-01"),
        ("x-envoy-upstream-service-time", "3"), ("x-request-id", "716c6484-5566-4409-8123-446655440000"),
      ] {
        if let name = HTTPField.Name(name) { $0[name] = value }
      }
      for (name, more) in [
        ("signature-input", #", gw=("@status");created=1764268800;keyid="gw""#), ("signature", ", gw=:AAECAw==:"),
      ] {
        if let name = HTTPField.Name(name) { $0[name] = ($0[name] ?? "") + more }
      }
    }
    #expect(found == nil)
  }

  // MARK: Callbacks

  private func post(
    _ extra: [Field], path: String = "\(CallbackServer.path)/abc", type: String = "application/json",
    change: (Field) -> Field = { $0 }
  ) async throws -> (status: Int, body: String, desk: CallbackServerTests.Desk) {
    let desk = CallbackServerTests.Desk()
    var said = (0, "")
    try await withServer({ CallbackServer(desk, port: 0, onListening: $0) }) { port in
      let url = "http://127.0.0.1:\(port)\(path)"
      let body = Array(#"{"answers":[{"enquiry":"e","status":"declined","code":"unspecified"}]}"#.utf8)
      let signed = MessageSigner(desk.bankKey).fields(
        for: try #require(SignedRequest(method: "POST", url: url)), body: Data(body))
      var request = HTTPClientRequest(url: url)
      request.method = .POST
      request.headers.add(name: "content-type", value: type)
      for field in signed.map(change) + extra { request.headers.add(name: field.name, value: field.value) }
      request.body = .bytes(body)
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
      said = (Int(response.status.code), String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }
    return (said.0, said.1, desk)
  }

  @Test(
    "no field of a callback does",
    arguments: [
      ("idempotency-key", card), ("retry-after", card), ("date", card), ("expect", card), ("http2-settings", card),
      ("user-agent", "11010519491231002X"), ("user-agent", "6228****0018"), ("x-card", "1"), ("cookie", "a=1"),
      ("authorization", "Bearer x"), ("referer", "https://b.example/?card=\(card)"),
      ("x-forwarded-for", card),
    ])
  func callback(name: String, value: String) async throws {
    let said = try await post([Field(name, value)])
    #expect(said.status == 400 && said.body.contains(#""code":"unexpected_field""#), "\(said)")
    #expect(said.desk.taken.isEmpty && said.desk.refused == ["abc unexpected_field"])
  }

  @Test("a callback's signature and type say no more than they have to")
  func callbackMembers() async throws {
    let input = try await post([]) {
      $0.name == "signature-input" ? Field($0.name, $0.value + #", x=("@method");note="\#(Self.card)""#) : $0
    }
    #expect(input.status == 400 && input.desk.taken.isEmpty)
    let type = try await post([], type: "application/json; card=\(Self.card)")
    #expect(type.status == 400 && type.desk.taken.isEmpty)
  }

  @Test("nothing stands behind the path of a callback", arguments: ["?card=6228480000000000018", "?", "?a", "?a=b#c"])
  func query(query: String) async throws {
    let said = try await post([], path: "\(CallbackServer.path)/abc\(query)")
    #expect(said.status == 400 && said.body.contains(#""code":"bad_request""#), "\(said)")
    #expect(said.desk.taken.isEmpty)
  }

  @Test("a callback with what clients and proxies add is taken")
  func rightCallback() async throws {
    let said = try await post([
      Field("user-agent", "Java/17.0.9"),
      Field("x-forwarded-for", "203.0.113.9, 2409:8900:1234:5678:1234:5678:1234:5678"),
      Field("http2-settings", "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"), Field("accept", "text/html, */*; q=.2"),
      Field("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-1234567890123456-01"),
    ])
    #expect(said.status == 200 && said.desk.taken == [["e"]], "\(said)")
  }
}
