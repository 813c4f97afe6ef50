import AsyncHTTPClient
import BankLink
import Foundation
import Sealing
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CallbackFloodTests {
  private enum Forgery: String, CaseIterable {
    case signature_missing, unknown_signing_key, signature_wrong, digest_wrong, replayed
  }

  private final class Flag: Sendable {
    private let isUp = Mutex(false)
    func raise() { isUp.withLock { $0 = true } }
    var isRaised: Bool { isUp.withLock(\.self) }
  }

  private static let connections = 8
  private static let answers = 200

  @Test("Under a flood of forged answers every real one is taken once, and every forged one is told what it is")
  func flood() async throws {
    let desk = CallbackServerTests.Desk()
    try await withServer({ CallbackServer(desk, port: 0, onListening: $0) }) { port in
      let url = "http://127.0.0.1:\(port)\(CallbackServer.path)/abc"
      let forgers = HTTPClient()
      let replayed = try post(url, signed(url, by: desk.bankKey))
      #expect(try await forgers.execute(replayed, timeout: .seconds(30)).status == .ok)
      let isOver = Flag()
      let told = try await withThrowingTaskGroup(of: [String].self) { group in
        for number in 0..<Self.connections {
          group.addTask { try await forge(url, desk.bankKey, forgers, replayed, from: number, until: isOver) }
        }
        group.addTask {
          defer { isOver.raise() }
          try await sendAll(to: url, MessageSigner(desk.bankKey))
          return []
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      try await forgers.shutdown()
      #expect(desk.taken.flatMap(\.self).sorted() == (["replayed"] + (0..<Self.answers).map(Self.enquiry)).sorted())
      #expect(desk.refused.sorted() == told.sorted())
      #expect(Set(desk.refused).count == Forgery.allCases.count)
    }
  }

  private static func enquiry(_ number: Int) -> String { "real-\(number)" }

  /// Sends forged answers one after another, and gives the refusals to be noted.
  private func forge(
    _ url: String, _ key: SigningKey, _ client: HTTPClient, _ replayed: HTTPClientRequest, from first: Int,
    until isOver: Flag
  ) async throws -> [String] {
    var told: [String] = []
    var turn = first
    repeat {
      let forgery = Forgery.allCases[turn % Forgery.allCases.count]
      let request = forgery == .replayed ? replayed : try forged(forgery, url, key)
      let response = try await client.execute(request, timeout: .seconds(30))
      let said = String(buffer: try await response.body.collect(upTo: 1 << 16))
      #expect(response.status == .unauthorized && said.contains(#""code":"\#(forgery.rawValue)""#))
      told.append("abc \(forgery.rawValue)")
      turn += 1
    } while !isOver.isRaised
    return told
  }

  /// Posts each answer once, four at a time; throws if one is not taken.
  private func sendAll(to url: String, _ signer: MessageSigner) async throws {
    let sender = CallbackSender(timeoutSeconds: 30)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for line in 0..<4 {
        group.addTask {
          for number in stride(from: line, to: Self.answers, by: 4) {
            try await sender.send([.declined(Self.enquiry(number), code: "unspecified")], to: url, signedBy: signer)
          }
        }
      }
      try await group.waitForAll()
    }
    await sender.shutdown()
  }

  private static let body = Wire.encode(AnswerMessage(answers: [.declined("replayed", code: "unspecified")]))

  private func signed(_ url: String, by key: SigningKey, over body: Data = body) throws -> [Field] {
    MessageSigner(key).fields(for: try #require(SignedRequest(method: "POST", url: url)), body: body)
  }

  private func forged(_ forgery: Forgery, _ url: String, _ key: SigningKey) throws -> HTTPClientRequest {
    switch forgery {
    case .signature_missing: post(url, [])
    case .unknown_signing_key: post(url, try signed(url, by: SigningKey()))
    case .signature_wrong, .replayed: post(url, try signed(url + "c", by: key))
    case .digest_wrong: post(url, try signed(url, by: key, over: Data("{}".utf8)))
    }
  }

  private func post(_ url: String, _ fields: [Field]) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    for field in fields { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(Self.body)
    return request
  }
}
