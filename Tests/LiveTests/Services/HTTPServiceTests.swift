import BankLink
import Domain
import Foundation
import Hummingbird
import QueryEngine
import ServiceLifecycle
import Serving
import Synchronization
import TestAuthority
import TestFixtures
import Testing
import Text

@testable import Live

/// Requests to the identity, face and SMS services, against servers with any replies.
@Suite("A service over HTTP", .timeLimit(.minutes(1)))
struct HTTPServiceTests {
  private typealias Reply = @Sendable (_ path: String) -> Response

  private let details: PersonalDetails
  private let seen = Seen()

  init() throws {
    details = PersonalDetails(
      name: try PersonName("张三"), idNumber: try IdentityNumber("11010519491231002X"),
      phone: try PhoneNumber("13800138264"))
  }

  private static func json(_ text: String, _ type: String? = "application/json") -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  @Test(
    "is asked where the configuration says, and nowhere else: no redirect is followed, no verdict from there counts",
    arguments: [301, 302, 303, 307, 308], ["", "http://127.0.0.1"])
  func redirects(status: Int, host: String) async throws {
    try await serve({ path in
      guard path == "/check" else { return Self.json(#"{"passed":true,"verified":true}"#) }
      return Response(status: .init(code: status), headers: [.location: "\(host)/elsewhere"])
    }) { port in
      let service = HTTPService("face", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 10)
      await expectNoVerdict(service)
      #expect(
        await fault { try await HTTPMessageGateway(service).send("x", to: details.phone, id: "M1") }
          == "service_unavailable")
    }
    #expect(seen.paths.allSatisfy { $0 == "/check" } && seen.paths.count == 3)
  }

  private func expectNoVerdict(_ service: HTTPService) async {
    #expect(await fault { try await HTTPFaceCheck(service).passes(.given, details: details) } == "service_unavailable")
    #expect(
      await fault { try await HTTPIdentityCheck(service).confirms(details, region: nil) } == "service_unavailable")
  }

  private static let noVerdicts: [(String, String?)] = [
    (#"{"passed":true,"verified":true}"#, nil), (#"{"passed":true,"verified":true}"#, "text/html"),
    (#"{"passed":true,"verified":true}"#, "application/jsonp"),
    (#"{"passed":"true","verified":1}"#, "application/json"),
    (#"{"passed":null}"#, "application/json"), ("true", "application/json"), ("", "application/json"),
    ("[]", "application/json"), (#"{"passed":true,"verified":true} x"#, "application/json"),
    (#"{"passed":true,"verified":true,"x":""# + String(repeating: "x", count: 20_000) + #""}"#, "application/json"),
  ]

  @Test("gives a verdict in a little JSON that says true or false, and nothing else is one", arguments: noVerdicts)
  func noVerdict(text: String, type: String?) async throws {
    try await serve({ _ in Self.json(text, type) }) { port in
      await expectNoVerdict(HTTPService("face", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 10))
    }
  }

  @Test(
    "may say the type of its JSON with parameters",
    arguments: [
      "application/json", "application/json; charset=utf-8", "Application/JSON ;charset=utf-8",
      "application/verdict+json",
    ])
  func verdict(type: String) async throws {
    for verdict in [true, false] {
      try await serve({ _ in Self.json(#"{"passed":\#(verdict)}"#, type) }) { port in
        let service = HTTPService("face", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 10)
        let passes = try await HTTPFaceCheck(service).passes(.given, details: details)
        #expect(passes == verdict)
      }
    }
  }

  @Test("that begins an answer and does not end it is unavailable when its time is over")
  func slow() async throws {
    let slow: Reply = { _ in
      Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: .init { writer in
          try await writer.write(ByteBuffer(string: "{"))
          try await Task.sleep(for: .seconds(20))
          try await writer.finish(nil)
        })
    }
    try await serve(slow) { port in
      let service = HTTPService("face", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 1)
      let began = ContinuousClock.now
      #expect(
        await fault { try await HTTPFaceCheck(service).passes(.given, details: details) } == "service_unavailable")
      #expect(ContinuousClock.now - began < .seconds(15))
    }
  }

  @Test("is shown a bearer token, which may be another the next time")
  func bearer() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path(of: "token")
    try await serve({ _ in Self.json(#"{"passed":true}"#) }) { port in
      let service = HTTPService(
        "face", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 10, caller: .bearer(file: path))
      for token in ["first-token", "second.token~+/="] {
        try Data("\(token)\r\nnot this\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
        let passes = try await HTTPFaceCheck(service).passes(.given, details: details)
        #expect(passes)
      }
    }
    #expect(seen.authorizations == ["Bearer first-token", "Bearer second.token~+/="])
  }

  @Test(
    "is not asked where the token cannot be used",
    arguments: [
      ("token", 0o644), ("", 0o600), ("two words", 0o600), ("带字", 0o600), (String(repeating: "x", count: 5_000), 0o600),
    ])
  func unusableToken(text: String, mode: Int) async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path(of: "token")
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, mode_t(mode))
    let service = HTTPService("face", url: "http://127.0.0.1:1/", timeoutSeconds: 10, caller: .bearer(file: path))
    let said: PortFault = mode == 0o644 ? .tokenUnreadable(service: "face") : .tokenMalformed(service: "face")
    #expect(throws: said) { try service.check() }
    #expect(said.message.en.contains("face.tokenFile") && !said.message.en.contains("certificate"))
    #expect(await fault { try await HTTPFaceCheck(service).passes(.given, details: details) } == "config_incomplete")
  }

  @Test("takes whoever shows a certificate, and is believed only with one of its own authority")
  func mutualTLS() async throws {
    try await TestAuthority.with { authority in
      let files = try authority.files("network")
      try await TestAuthority.with { other in
        let strangers = try other.files("network")
        try await serve({ _ in Self.json(#"{"passed":true}"#) }, tls: try authority.files("service")) { port in
          let url = "https://127.0.0.1:\(port)/check"
          let service = HTTPService("face", url: url, timeoutSeconds: 10, caller: .mutualTLS(files))
          let passes = try await HTTPFaceCheck(service).passes(.given, details: details)
          #expect(passes)
          for caller in [HTTPService.Caller.mutualTLS(strangers), .nobody] {
            let stranger = HTTPService("face", url: url, timeoutSeconds: 10, caller: caller)
            let verdict = await fault { try await HTTPFaceCheck(stranger).passes(.given, details: details) }
            #expect(verdict == "service_unavailable")
          }
        }
      }
    }
    #expect(seen.paths.count == 1)
  }

  @Test("that checks identities is told the region where there is one to confirm")
  func region() async throws {
    try await serve({ _ in Self.json(#"{"verified":true}"#) }) { port in
      let check = HTTPIdentityCheck(
        HTTPService("identity", url: "http://127.0.0.1:\(port)/check", timeoutSeconds: 10))
      let verdicts = [
        try await check.confirms(details, region: RegionCode("CN-SH")), try await check.confirms(details, region: nil),
      ]
      #expect(verdicts == [true, true])
    }
    let regions = seen.bodies.map { JSONValue(json: $0)?["region"] }
    #expect(regions == [.string("CN-SH"), nil])
  }

  @Test("that cannot be reached is unavailable, which is no verdict, and is nobody's stand-in")
  func unreachable() async throws {
    let service = HTTPService("identity", url: "http://127.0.0.1:1/", timeoutSeconds: 2)
    await expectNoVerdict(service)
    #expect(
      await fault { try await HTTPMessageGateway(service).send("x", to: details.phone, id: "M1") }
        == "service_unavailable")
    #expect(PortFault.unavailable(service: "identity").kind == .environment)
    #expect(HTTPIdentityCheck(service).sandboxNotice == nil && HTTPFaceCheck(service).sandboxNotice == nil)
  }

  // MARK: A server

  /// The requests that a server has received.
  private final class Seen: Sendable {
    private let all = Mutex<[(path: String, authorization: String?, body: String)]>([])
    func note(_ path: String, _ authorization: String?, _ body: String) {
      all.withLock { $0.append((path, authorization, body)) }
    }
    var paths: [String] { all.withLock { $0.map(\.path) } }
    var authorizations: [String?] { all.withLock { $0.map(\.authorization) } }
    var bodies: [String] { all.withLock { $0.map(\.body) } }
  }

  private func serve(_ reply: @escaping Reply, tls: TLSFiles? = nil, _ body: (Int) async throws -> Void) async throws {
    let seen = seen
    let handle: WireRoute.Handler = { request, _ in
      let asked = try await request.body.collect(upTo: 65_536)
      seen.note(request.uri.path, request.headers[.authorization], String(buffer: asked))
      return reply(request.uri.path)
    }
    let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
    let server = try WireServer.application(
      [.post("/check", handle), .post("/elsewhere", handle)], host: "127.0.0.1", port: 0, tls: tls,
      onListening: { entrance.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [server], logger: silentLogger))
    let running = Task {
      defer { entrance.finish() }
      try await group.run()
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    do { try await body(port) } catch {
      await group.triggerGracefulShutdown()
      throw error
    }
    await group.triggerGracefulShutdown()
    running.cancel()
    _ = await running.result
  }
}
