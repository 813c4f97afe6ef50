import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPBankPortTests {
  struct Canned: Sendable, CustomTestStringConvertible {
    let status: HTTPResponse.Status
    var headers: HTTPFields = [:]
    var body: [UInt8] = []
    let failure: BankFailure

    init(_ status: HTTPResponse.Status, _ headers: HTTPFields = [:], _ body: String = "", _ failure: BankFailure) {
      self.status = status
      self.headers = headers
      self.body = Array(body.utf8)
      self.failure = failure
    }

    var testDescription: String { "\(status.code) \(failure)" }
  }

  static let refusal = #"{"error":{"code":"batch_conflict","message":"no","retry":false}}"#
  static let problem = #"""
    {"type":"about:blank","title":"Bad Request","status":400,"detail":"6228480000000000018","instance":"/x",\#
    "error":{"code":"identity_not_sealed","message":"no","enquiry":"e2","retry":false}}
    """#
  static let named = BankFailure.refused(status: 400, code: "identity_not_sealed", enquiry: "e2")
  static let canned: [Canned] = [
    Canned(.ok, [:], "<html>", .garbage(code: "not_json")),
    Canned(.ok, [:], "", .garbage(code: "not_json")),
    Canned(.ok, [:], "[]", .garbage(code: "bad_shape")),
    Canned(.ok, [:], String(repeating: "[", count: 90_000), .garbage(code: "too_deep")),
    Canned(.ok, [:], #"{"answers":[],"answers":[]}"#, .garbage(code: "duplicate_key")),
    Canned(.ok, [:], String(repeating: " ", count: 170_000), .garbage(code: "answer_too_large")),
    Canned(.found, [.location: "http://127.0.0.1:1/"], "", .redirected),
    Canned(.permanentRedirect, [.location: "/abc/v1/answers"], "", .redirected),
    Canned(.badRequest, [:], refusal, .refused(status: 400, code: "batch_conflict")),
    Canned(.badRequest, [.contentType: "application/problem+json"], problem, named),
    Canned(.badRequest, [.contentType: "application/problem+json; charset=utf-8"], problem, named),
    Canned(
      .badRequest, [:], problem.replacingOccurrences(of: "400", with: "400,\"cards\":[]"),
      .refused(status: 400, code: nil)),
    Canned(.notFound, [:], "nothing", .refused(status: 404, code: nil)),
    Canned(.noContent, [:], "", .refused(status: 204, code: nil)),
    Canned(.tooManyRequests, [.retryAfter: "7"], "", .throttled(retryAfter: .seconds(7))),
    Canned(.tooManyRequests, [:], "", .throttled(retryAfter: nil)),
    Canned(.serviceUnavailable, [.retryAfter: "30"], "", .unavailable(status: 503, retryAfter: .seconds(30))),
    Canned(.internalServerError, [.retryAfter: "x"], "", .unavailable(status: 500, retryAfter: nil)),
  ]

  @Test("What a bank sends becomes one failure that says whether to try again", arguments: canned)
  func failures(canned: Canned) async throws {
    try await withCannedBank(canned.status, headers: canned.headers, body: canned.body) { port, endpoint in
      #expect(await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) } == canned.failure)
    }
  }

  @Test("A 200 that the bank did not sign is not believed")
  func unsigned() async throws {
    try await withCannedBank(.ok, body: Array(#"{"answers":[]}"#.utf8), isSigned: false) { port, endpoint in
      let found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
      #expect(found == .garbage(code: "signature_missing"))
    }
  }

  @Test("A 200 signed with a key that is not the bank's is not believed")
  func foreignKey() async throws {
    try await withCannedBank(.ok, body: Array(#"{"answers":[]}"#.utf8)) { port, endpoint in
      let other = BankEndpoint(
        bank: endpoint.bank, url: endpoint.url, publicKey: endpoint.publicKey,
        signingKeys: [SigningKey().publicKey])
      let found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: other) }
      #expect(found == .garbage(code: "unknown_signing_key"))
    }
  }

  @Test(
    "Outside a sandbox nothing is sent over plain http, to a private address, or without certificate and keys",
    arguments: [
      ("http://bank.example/abc", false, "https_required"), ("https://127.0.0.1/abc", false, "private_address"),
      ("https://[::1]:8443/abc", false, "private_address"), ("https://127.0.0.1/abc", true, "certificate_missing"),
    ])
  func realLines(url: String, isAllowed: Bool, code: String) async throws {
    let key = SigningKey()
    let settings = HTTPBankPort.Settings(signingKey: { key }, now: { Moment(milliseconds: 1_000) })
    let port = HTTPBankPort(settings)
    let endpoint = BankEndpoint(
      bank: BankCode("abc"), url: url, publicKey: SealingPublicKey(rawRepresentation: Data(repeating: 9, count: 32)),
      signingKeys: [key.publicKey], allowsPrivateLines: isAllowed)
    let found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
    #expect(found == .forbidden(code: code))
    await port.shutdown()
  }

  @Test("A Retry-After date counts from the answer's own date")
  func retryAfterDate() async throws {
    let headers: HTTPFields = [.retryAfter: "Wed, 01 Jan 2200 00:00:00 GMT"]
    try await withCannedBank(.serviceUnavailable, headers: headers) { port, endpoint in
      let found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
      #expect(found == .unavailable(status: 503, retryAfter: .hours(24)))
    }
  }

  @Test("A batch of many may have a long answer, but not a longer one")
  func limits() async throws {
    let body = Array((String(repeating: " ", count: 170_000) + #"{"answers":[]}"#).utf8)
    try await withCannedBank(.ok, body: body) { port, endpoint in
      let replies = try await port.fetch(["a", "b"], at: endpoint)
      #expect(replies.items.isEmpty)
      let found = await failure { () throws(BankFailure) in try await port.fetch(["a"], at: endpoint) }
      #expect(found == .garbage(code: "answer_too_large"))
    }
  }

  @Test(
    "An endpoint that is none fails at once",
    arguments: [
      ("ftp://127.0.0.1/abc", BankFailure.forbidden(code: "bad_url")),
      ("", .forbidden(code: "bad_url")), ("http://", .forbidden(code: "bad_url")),
      ("http://127.0.0.1:1/abc", .unreachable),
    ])
  func endpoints(url: String, expected: BankFailure) async {
    let port = sandboxPort(timeoutSeconds: 2)
    let endpoint = BankEndpoint(bank: BankCode("abc"), url: url)
    #expect(await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) } == expected)
    await port.shutdown()
  }

  @Test("Only time-outs, lost connections, 429 and 5xx are tried again")
  func retryable() {
    let failures: [BankFailure] = [
      .timedOut, .unreachable, .throttled(retryAfter: nil), .unavailable(status: 500, retryAfter: nil),
      .untrusted, .refused(status: 400, code: nil), .garbage(code: "not_json"), .redirected,
      .forbidden(code: "bad_url"),
    ]
    #expect(failures.map(\.isRetryable) == [true, true, true, true, true, false, false, false, false])
    #expect(Set(failures.map(\.code)).count == failures.count)
  }
}
