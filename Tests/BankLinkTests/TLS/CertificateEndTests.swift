import BankLink
import Domain
import Foundation
import Sealing
import Serving
import TestAuthority
import Testing

/// Certificates that end while connections are in use, with real TLS on both sides.
@Suite(.timeLimit(.minutes(1)))
struct CertificateEndTests {
  enum Side: String, CaseIterable {
    case bank, network

  }

  /// Asks once, and gives the failure, if there is one.
  private typealias Asking = @Sendable () async -> BankFailure?

  @Test(
    "An enquiry is refused once a side's certificate is over, other banks' are not, and a new certificate mends it",
    arguments: Side.allCases)
  func enquiries(ending side: Side) async throws {
    try await TestAuthority.with { authority in
      let network = port(try authority.files("network"))
      let steadyNetwork = port(try authority.files("steady network"))
      let bank = ForeignServer(files: try authority.files("bank"))
      let steadyBank = ForeignServer(files: try authority.files("steady bank"))
      try await withServer(bank.service) { number in
        try await withServer(steadyBank.service) { steadyNumber in
          let asking: Asking = { await failure(network, bank.endpoint(number)) }
          let others: Asking = {
            switch side {
            case .bank: await failure(network, steadyBank.endpoint(steadyNumber))
            case .network: await failure(steadyNetwork, bank.endpoint(number))
            }
          }
          try await checkEnd(of: side, authority, asking: asking, others: others)
          // A server that ends waits for its connections.
          await network.shutdown()
          await steadyNetwork.shutdown()
        }
      }
    }
  }

  @Test(
    "A callback is refused once a side's certificate is over, however long its connection was kept",
    arguments: Side.allCases)
  func callbacks(ending side: Side) async throws {
    try await TestAuthority.with { authority in
      let desk = CallbackServerTests.Desk()
      let sender = CallbackSender(timeoutSeconds: 30, tls: try authority.files("bank"))
      let tls = try authority.files("network")
      try await withServer({ CallbackServer(desk, port: 0, tls: tls, onListening: $0) }) { number in
        let url = "https://127.0.0.1:\(number)\(CallbackServer.path)/abc"
        let asking: Asking = { await failure(sender, url, MessageSigner(desk.bankKey)) }
        try await checkEnd(of: side, authority, asking: asking, others: { nil })
        await sender.shutdown()
      }
    }
  }

  private func port(_ tls: TLSFiles) -> HTTPBankPort {
    let key = SigningKey()
    var settings = HTTPBankPort.Settings(signingKey: { key }, now: { Moment(milliseconds: 1_000) })
    settings.timeoutSeconds = 30
    settings.isSandbox = true
    settings.tls = tls
    return HTTPBankPort(settings)
  }

  private func failure(_ port: HTTPBankPort, _ endpoint: BankEndpoint) async -> BankFailure? {
    await BankLinkTests.failure { () throws(BankFailure) in try await port.fetch(["e"], at: endpoint) }
  }

  private func failure(_ sender: CallbackSender, _ url: String, _ signer: MessageSigner) async -> BankFailure? {
    do throws(BankFailure) {
      try await sender.send([.declined("e", code: "unspecified")], to: url, signedBy: signer)
      return nil
    } catch {
      return error
    }
  }

  /// Asks without pause over the end of a certificate, some way into its refusal, and after its renewal.
  private func checkEnd(
    of side: Side, _ authority: TestAuthority, asking: Asking, others: Asking
  ) async throws {
    let end = try await shortly(side, authority, asking)
    var first: BankFailure?
    // If the connection did not end, this would go on for 15 s; its uses are far from spent by then.
    while first == nil, Date() < end.addingTimeInterval(15) {
      #expect(await others() == nil)
      first = await asking()
      try await Task.sleep(for: .milliseconds(25))
    }
    #expect(try #require(first).isRetryable)
    #expect(Date() >= end)
    // We refuse the other side's certificate; the other side refuses ours, and may hang up before its alert.
    for _ in 0..<3 {
      let again = await asking()
      #expect(again == .untrusted || again == .unreachable)
      #expect(await others() == nil)
    }
    try authority.files(side.rawValue)
    #expect(await asking() == nil)
    #expect(await others() == nil)
  }

  /// Gives a side a certificate with which a connection begins, and gives its end: the longer, the slower this machine
  /// is.
  private func shortly(_ side: Side, _ authority: TestAuthority, _ asking: Asking) async throws -> Date {
    for seconds in [1.5, 3, 6, 12] {
      let end = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + seconds).rounded(.up))
      try authority.files(side.rawValue, until: end)
      if await asking() == nil, Date() < end { return end }
    }
    throw CancellationError()
  }
}
