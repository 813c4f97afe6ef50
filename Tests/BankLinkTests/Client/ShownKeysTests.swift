import BankLink
import Crypto
import Domain
import Foundation
import Hummingbird
import Sealing
import Serving
import Testing

@Suite("The keys that a sandbox bank shows", .timeLimit(.minutes(1)))
struct ShownKeysTests {
  private static let good = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
  private static let sign = SigningKey().publicKey.rawRepresentation

  private static func document(_ seal: Data, _ sign: Data) -> String {
    let message = KeysMessage(keys: [.init(.seal, publicKey: seal), .init(.sign, publicKey: sign)])
    return String(decoding: Wire.encode(message), as: UTF8.self)
  }

  private static let wrong: [(String, HTTPFields, String)] = [
    (document(Data(count: 32), sign), [:], "bad_key"), (document(good, Data(count: 32)), [:], "bad_key"),
    (document(good, good), [:], "bad_key"), (document(Data(repeating: 0xff, count: 32), sign), [:], "bad_key"),
    (document(good, Data([1] + [UInt8](repeating: 0, count: 31))), [:], "bad_key"),
    (String(document(good, sign).dropLast()) + #","cards":[]}"#, [:], "bad_shape"),
    (document(good, sign), [.setCookie: "card=6228480000000000018"], "unexpected_field"),
    (document(good, sign), [.server: "6228480000000000018"], "unexpected_field"),
  ]

  @Test("are used only where each can serve, for one use, and nothing stands beside them", arguments: wrong)
  func refused(body: String, fields: HTTPFields, code: String) async throws {
    let router = Router()
    router.get("/abc/v1/keys") { _, _ in
      var response = JSONReply.reply(.ok, Data(body.utf8))
      for field in fields { response.headers[field.name] = field.value }
      return response
    }
    let listening: Listening = { onListening in
      Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
    }
    let port = sandboxPort()
    try await withServer(listening) { number in
      let endpoint = BankEndpoint(bank: BankCode("abc"), url: "http://127.0.0.1:\(number)/abc")
      let found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
      #expect(found == .garbage(code: code))
    }
    await port.shutdown()
  }
}
