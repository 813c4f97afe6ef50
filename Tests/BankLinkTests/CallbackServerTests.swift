import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CallbackServerTests {
  final class Taken: Sendable {
    private let posts = Mutex<[(BankCode, [String])]>([])
    var all: [(bank: BankCode, enquiries: [String])] { posts.withLock { $0 } }
    func add(_ bank: BankCode, _ enquiries: [String]) { posts.withLock { $0.append((bank, enquiries)) } }
  }

  private func withCallbacks(
    failing: Bool = false, _ body: (String, Taken) async throws -> Void
  ) async throws {
    let taken = Taken()
    let listening: Listening = { onListening in
      CallbackServer(port: 0, onListening: onListening) { bank, replies in
        if failing { throw BankFailure.unreachable }
        taken.add(bank, replies.items.map(\.enquiry))
      }
    }
    try await withServer(listening) { port in
      try await body("http://127.0.0.1:\(port)", taken)
    }
  }

  private func post(_ url: String, _ body: [UInt8]) async throws -> (Int, String) {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.body = .bytes(body)
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
    let text = try await response.body.collect(upTo: 1 << 20)
    return (Int(response.status.code), String(buffer: text))
  }

  @Test("A bank's post reaches the handler, and is taken for good")
  func taking() async throws {
    try await withCallbacks { url, taken in
      let sender = CallbackSender(timeoutSeconds: 30)
      try await sender.send(
        [.declined("e1", code: "closed"), .declined("e1", code: "closed")], of: BankCode("abc"),
        to: url + CallbackServer.path)
      await sender.shutdown()
      #expect(taken.all.map(\.bank) == [BankCode("abc")])
      #expect(taken.all.flatMap(\.enquiries) == ["e1", "e1"])
    }
  }

  @Test("A handler that throws makes the bank try again")
  func failing() async throws {
    try await withCallbacks(failing: true) { url, _ in
      let (status, body) = try await post(url + CallbackServer.path, Array(#"{"bank":"abc","answers":[]}"#.utf8))
      #expect(status == 503)
      #expect(body.contains(#""code":"unavailable""#) && body.contains(#""retry":true"#))
    }
  }

  static let bad: [(String, [UInt8], Int, String)] = [
    (CallbackServer.path, Array("<html>".utf8), 400, "not_json"),
    (CallbackServer.path, [0xff], 400, "not_json"),
    (CallbackServer.path, Array(#"{"bank":"abc"}"#.utf8), 400, "bad_shape"),
    (CallbackServer.path, Array(#"{"answers":[]}"#.utf8), 400, "bad_shape"),
    (CallbackServer.path, Array(repeating: 32, count: 5 << 20), 413, "too_large"),
    ("/elsewhere", Array("{}".utf8), 404, "not_found"),
  ]

  @Test("What is no callback is refused as JSON with a code", arguments: bad)
  func refusing(path: String, body: [UInt8], status: Int, code: String) async throws {
    try await withCallbacks { url, taken in
      let answer = try await post(url + path, body)
      #expect(answer.0 == status)
      #expect(answer.1.contains(#"{"error":{"#) && answer.1.contains(#""code":"\#(code)""#))
      #expect(taken.all.isEmpty)
    }
  }
}
