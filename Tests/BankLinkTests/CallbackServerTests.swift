import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Sealing
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CallbackServerTests {
  /// One bank, `abc`, whose answers are noted.
  final class Desk: CallbackReceiver {
    let bankKey = SigningKey()
    let network = SigningKey()
    let isFailing: Bool
    private let posts = Mutex<[[String]]>([])
    private let refusals = Mutex<[String]>([])
    var taken: [[String]] { posts.withLock { $0 } }
    var refused: [String] { refusals.withLock { $0 } }

    init(isFailing: Bool = false) { self.isFailing = isFailing }

    func networkKeys() -> KeysMessage { KeysMessage(keys: [.init(.sign, publicKey: Data(repeating: 1, count: 32))]) }
    func networkSigner() -> MessageSigner { MessageSigner(network) }
    func signingKeys(of bank: BankCode) -> [VerifyingKey]? { bank == BankCode("abc") ? [bankKey.publicKey] : nil }
    func note(refusal code: String, of bank: BankCode) { refusals.withLock { $0.append("\(bank) \(code)") } }

    func take(
      _ replies: BankReplies, from bank: BankCode, nonce: MessageVerifier.Verified
    ) throws -> TakenMessage? {
      if isFailing { throw BankFailure.unreachable }
      let enquiries = replies.items.map(\.enquiry)
      if enquiries == ["seen-elsewhere"] { return nil }
      posts.withLock { $0.append(enquiries) }
      return TakenMessage(taken: 1, refused: [.init(enquiry: "e2", code: "unknown_enquiry")])
    }
  }

  private func withCallbacks(_ desk: Desk = Desk(), _ body: (String, Desk) async throws -> Void) async throws {
    let listening: Listening = { CallbackServer(desk, port: 0, onListening: $0) }
    try await withServer(listening) { try await body("http://127.0.0.1:\($0)", desk) }
  }

  private func post(_ url: String, _ body: [UInt8], _ fields: [Field] = []) async throws -> (Int, String) {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    for field in fields { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(body)
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
    let text = try await response.body.collect(upTo: 1 << 20)
    return (Int(response.status.code), String(buffer: text))
  }

  private func signed(_ url: String, _ body: [UInt8], by key: SigningKey, at seconds: Int? = nil) throws -> [Field] {
    let signer = MessageSigner(key) { seconds ?? machineSeconds() }
    return signer.fields(for: try #require(SignedRequest(method: "POST", url: url)), body: Data(body))
  }

  private static let path = CallbackServer.path + "/abc"
  private static let empty = Array(#"{"answers":[]}"#.utf8)

  @Test("A bank's signed post reaches the desk, and the bank learns what was not taken")
  func taking() async throws {
    try await withCallbacks { url, desk in
      let sender = CallbackSender(timeoutSeconds: 30)
      let said = try await sender.send(
        [.declined("e1", code: "unspecified"), .declined("e2", code: "unspecified")], to: url + Self.path,
        signedBy: MessageSigner(desk.bankKey)
      ) { $0 == desk.network.publicKey.keyId ? desk.network.publicKey : nil }
      await sender.shutdown()
      #expect(desk.taken == [["e1", "e2"]])
      #expect(said == TakenMessage(taken: 1, refused: [.init(enquiry: "e2", code: "unknown_enquiry")]))
    }
  }

  @Test("A 200 that is not signed by the network tells a bank nothing")
  func strangers() async throws {
    try await withCallbacks { url, desk in
      let sender = CallbackSender(timeoutSeconds: 30)
      await #expect(throws: BankFailure.garbage(code: "unknown_signing_key")) {
        try await sender.send(
          [.declined("e1", code: "unspecified")], to: url + Self.path, signedBy: MessageSigner(desk.bankKey)
        ) { _ in nil }
      }
      await sender.shutdown()
    }
  }

  @Test("The network's keys are shown to whoever asks")
  func keys() async throws {
    try await withCallbacks { url, desk in
      let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url + "/v1/keys"), timeout: .seconds(5))
      let body = try await response.body.collect(upTo: 1 << 16)
      #expect(try Wire.decode(KeysMessage.self, from: body.readableBytesView) == desk.networkKeys())
    }
  }

  @Test("A desk that throws makes the bank try again")
  func failing() async throws {
    try await withCallbacks(Desk(isFailing: true)) { url, desk in
      let fields = try signed(url + Self.path, Self.empty, by: desk.bankKey)
      let (status, body) = try await post(url + Self.path, Self.empty, fields)
      #expect(status == 503)
      #expect(body.contains(#""code":"unavailable""#) && body.contains(#""retry":true"#))
    }
  }

  enum Forgery: String, CaseIterable {
    case signature_missing, unknown_signing_key, signature_expired, signature_from_future, digest_wrong
    case signature_wrong, signature_incomplete, signature_malformed
  }

  @Test(
    "A post that the bank did not sign is refused with its code, counted, and never reaches the desk",
    arguments: Forgery.allCases)
  func forged(forgery: Forgery) async throws {
    try await withCallbacks { url, desk in
      let target = url + Self.path
      let body = Self.empty
      let fields: [Field] =
        switch forgery {
        case .signature_missing: []
        case .unknown_signing_key: try signed(target, body, by: SigningKey())
        case .signature_expired: try signed(target, body, by: desk.bankKey, at: machineSeconds() - 700)
        case .signature_from_future: try signed(target, body, by: desk.bankKey, at: machineSeconds() + 400)
        case .digest_wrong: try signed(target, Array("{}".utf8), by: desk.bankKey)
        case .signature_wrong: try signed(url + CallbackServer.path + "/boc", body, by: desk.bankKey)
        case .signature_incomplete:
          try signed(target, body, by: desk.bankKey).map {
            Field($0.name, $0.value.replacingOccurrences(of: #""@method" "#, with: ""))
          }
        case .signature_malformed:
          try signed(target, body, by: desk.bankKey).map {
            Field($0.name, $0.value.replacingOccurrences(of: #""@method" "#, with: #""@method" "x-missing" "#))
          }
        }
      let (status, text) = try await post(target, body, fields)
      #expect(status == 401)
      #expect(text.contains(#""code":"\#(forgery.rawValue)""#))
      #expect(desk.refused == ["abc \(forgery.rawValue)"])
      #expect(desk.taken.isEmpty)
    }
  }

  @Test("The same post again is a replay, here or where another process saw it")
  func replayed() async throws {
    try await withCallbacks { url, desk in
      let fields = try signed(url + Self.path, Self.empty, by: desk.bankKey)
      #expect(try await post(url + Self.path, Self.empty, fields).0 == 200)
      let again = try await post(url + Self.path, Self.empty, fields)
      #expect(again.0 == 401 && again.1.contains(#""code":"replayed""#))
      let elsewhere = Array(#"{"answers":[{"enquiry":"seen-elsewhere","status":"accepted"}]}"#.utf8)
      let other = try await post(
        url + Self.path, elsewhere, try signed(url + Self.path, elsewhere, by: desk.bankKey))
      #expect(other.0 == 401 && other.1.contains(#""code":"replayed""#))
      #expect(desk.taken.count == 1)
    }
  }

  @Test("Clocks may be four minutes apart", arguments: [-240, 240])
  func skew(seconds: Int) async throws {
    try await withCallbacks { url, desk in
      let fields = try signed(url + Self.path, Self.empty, by: desk.bankKey, at: machineSeconds() + seconds)
      #expect(try await post(url + Self.path, Self.empty, fields).0 == 200)
    }
  }

  static let bad: [(String, [UInt8], Int, String)] = [
    (path, Array("<html>".utf8), 400, "not_json"),
    (path, [0xff], 400, "not_json"),
    (path, Array(#"{"bank":"abc"}"#.utf8), 400, "bad_shape"),
    (path, Array(#"{"answers":[],"answers":[]}"#.utf8), 400, "duplicate_key"),
    (path, Array(String(repeating: "[", count: 10_000).utf8), 400, "too_deep"),
    (path, Array(repeating: 32, count: 5 << 20), 413, "too_large"),
    (CallbackServer.path + "/nobody", Array("{}".utf8), 404, "unknown_bank"),
    ("/elsewhere", Array("{}".utf8), 404, "not_found"),
  ]

  @Test("What is no callback is refused as JSON with a code", arguments: bad.indices)
  func refusing(index: Int) async throws {
    let (path, body, status, code) = Self.bad[index]
    try await withCallbacks { url, desk in
      let answer = try await post(url + path, body, try signed(url + path, body, by: desk.bankKey))
      #expect(answer.0 == status)
      #expect(answer.1.contains(#"{"error":{"#) && answer.1.contains(#""code":"\#(code)""#))
      #expect(desk.taken.isEmpty)
    }
  }
}
