import BankLink
import Domain
import Foundation
import Sealing
import Store
import Testing

@testable import QueryEngine

@Suite("A bank with registered keys")
struct BankEndpointTests {
  private static func pair(_ number: UInt8) -> BankPublicKeys {
    BankPublicKeys(sealing: Data(repeating: number, count: 32), signing: Data(repeating: number + 100, count: 32))
  }

  private static func signing(_ pairs: [BankPublicKeys]) -> [VerifyingKey] {
    pairs.compactMap(\.signing).compactMap(VerifyingKey.init(rawRepresentation:))
  }

  @Test("is asked with its newest sealing key, and every valid signing key is trusted")
  func keys() throws {
    let service = try TestService()
    let bank = BankCode("icbc")
    let endpoint = { try service.store.read { try $0.bankEndpoint(of: bank) } }
    #expect(try endpoint()?.publicKey == nil)
    try service.store.write { transaction in
      try transaction.setEndpoint("https://icbc.example", of: bank, privateLines: true)
      try transaction.replaceKeys(of: bank, with: Self.pair(1))
      try transaction.rotateKeys(of: bank, to: Self.pair(2), overlap: .hours(72))
    }
    let pairs = [Self.pair(2), Self.pair(1)]
    #expect(
      try endpoint()
        == BankEndpoint(
          bank: bank, url: "https://icbc.example", publicKey: SealingPublicKey(rawRepresentation: pairs[0].sealing),
          signingKeys: Self.signing(pairs), allowsPrivateLines: true))
    service.clock.advance(.hours(72))
    #expect(try endpoint()?.signingKeys == Self.signing([Self.pair(2)]))
  }
}
