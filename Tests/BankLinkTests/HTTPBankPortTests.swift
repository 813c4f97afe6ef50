import BankLink
import Domain
import Foundation
import Hummingbird
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

  static let refusal = #"{"error":{"code":"batch_unknown","message":"no","retry":false}}"#
  static let canned: [Canned] = [
    Canned(.ok, [:], "<html>", .garbage(code: "not_json")),
    Canned(.ok, [:], "", .garbage(code: "not_json")),
    Canned(.ok, [:], "[]", .garbage(code: "bad_shape")),
    Canned(.ok, [:], String(repeating: "[", count: 90_000), .garbage(code: "not_json")),
    Canned(.ok, [:], String(repeating: " ", count: 170_000), .garbage(code: "answer_too_large")),
    Canned(.found, [.location: "http://127.0.0.1:1/"], "", .refused(status: 302, code: nil)),
    Canned(.permanentRedirect, [.location: "/abc/v1/answers"], "", .refused(status: 308, code: nil)),
    Canned(.badRequest, [:], refusal, .refused(status: 400, code: "batch_unknown")),
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
      ("ftp://127.0.0.1/abc", BankFailure.refused(status: 0, code: "bad_url")),
      ("", .refused(status: 0, code: "bad_url")), ("http://", .refused(status: 0, code: "bad_url")),
      ("http://127.0.0.1:1/abc", .unreachable),
    ])
  func endpoints(url: String, expected: BankFailure) async {
    let port = HTTPBankPort(timeoutSeconds: 2)
    let endpoint = BankEndpoint(bank: BankCode("abc"), url: url)
    #expect(await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) } == expected)
    await port.shutdown()
  }

  @Test("Only time-outs, lost connections, 429 and 5xx are tried again")
  func retryable() {
    let failures: [BankFailure] = [
      .timedOut, .unreachable, .throttled(retryAfter: nil), .unavailable(status: 500, retryAfter: nil),
      .refused(status: 400, code: nil), .garbage(code: "not_json"),
    ]
    #expect(failures.map(\.isRetryable) == [true, true, true, true, false, false])
    #expect(Set(failures.map(\.code)).count == failures.count)
  }
}
