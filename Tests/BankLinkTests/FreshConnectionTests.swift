import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import Synchronization
import Testing

@Suite("Where a connection ends before any byte of a response", .timeLimit(.minutes(1)))
struct FreshConnectionTests {
  /// A bank that hangs up without a word on the first requests, and what it was sent.
  private final class Bank: Sendable {
    let key = SigningKey()
    private let cuts: Int
    private let seen = Mutex<[SignedRequest]>([])
    var requests: [SignedRequest] { seen.withLock { $0 } }

    init(cuts: Int) { self.cuts = cuts }

    func answer(_ request: Request, _ context: WireContext) async throws -> Response {
      let count = seen.withLock { seen in
        seen.append(request.signed)
        return seen.count
      }
      guard count > cuts else {
        context.cut()
        throw CancellationError()
      }
      return JSONReply.signed(Data(#"{"answers":[]}"#.utf8), to: request.signed, by: MessageSigner(key))
    }
  }

  private func fetch(from bank: Bank) async throws -> BankFailure? {
    var found: BankFailure?
    let port = sandboxPort()
    let listening: Listening = { onListening in
      try WireServer.application(
        [.post("/abc/v1/answers") { try await bank.answer($0, $1) }], host: "127.0.0.1", port: 0, tls: nil,
        onListening: onListening)
    }
    try await withServer(listening) { number in
      let endpoint = BankEndpoint(
        bank: BankCode("abc"), url: "http://127.0.0.1:\(number)/abc", publicKey: Data(repeating: 9, count: 32),
        signingKeys: [bank.key.publicKey.rawRepresentation])
      found = await failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
    }
    await port.shutdown()
    return found
  }

  @Test("it is sent once more over another one, signed anew")
  func again() async throws {
    let bank = Bank(cuts: 1)
    #expect(try await fetch(from: bank) == nil)
    let signatures = bank.requests.map { $0.fields.first { $0.name == "signature" }?.value }
    #expect(signatures.count == 2 && signatures[0] != signatures[1])
  }

  @Test("and no more than once")
  func once() async throws {
    let bank = Bank(cuts: 9)
    #expect(try await fetch(from: bank) == .unreachable)
    #expect(bank.requests.count == 2)
  }
}
