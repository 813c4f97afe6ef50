import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite("A person's keys")
struct PersonKeysTests {
  private let secret = ServerSecret(isSandbox: true)
  private let keys: PersonKeys

  init() throws {
    keys = try PersonKeys.make(password: "482913", person: "P1", secret: secret, cost: .token)
  }

  private func open(
    _ keys: PersonKeys, _ password: String, person: String = "P1", secret: ServerSecret? = nil
  ) throws -> Data {
    try keys.open(password: password, person: person, secret: secret ?? self.secret, cost: .token).publicKey
      .rawRepresentation
  }

  @Test("open with the payment password and give the key that belongs to the public one")
  func opens() throws {
    #expect(try open(keys, "482913") == keys.publicKey)
    #expect(keys.publicKey.count == 32)
  }

  @Test("do not open with any other password", arguments: ["482914", "", "4829130", "48291", "４８２９１３"])
  func wrongPassword(password: String) {
    #expect(throws: WrongPassword.self) { try open(keys, password) }
  }

  @Test("do not open without the server secret, or for another person")
  func elsewhere() {
    #expect(secretFault { try open(keys, "482913", secret: ServerSecret(isSandbox: true)) } == .sealBroken)
    #expect(secretFault { try open(keys, "482913", person: "P2") } == .sealBroken)
  }

  @Test("stay the same keys under another password, and the old one opens nothing")
  func resealed() throws {
    let resealed = try keys.resealed(from: "482913", to: "730516", person: "P1", secret: secret, cost: .token)
    #expect(resealed.publicKey == keys.publicKey)
    #expect(try open(resealed, "730516") == keys.publicKey)
    #expect(throws: WrongPassword.self) { try open(resealed, "482913") }
    #expect(throws: WrongPassword.self) {
      try keys.resealed(from: "000000", to: "730516", person: "P1", secret: secret, cost: .token)
    }
  }

  @Test("are new each time, and neither password nor private key is in what is kept")
  func kept() throws {
    let again = try PersonKeys.make(password: "482913", person: "P1", secret: secret, cost: .token)
    #expect(again.publicKey != keys.publicKey && again.sealedPrivateKey != keys.sealedPrivateKey)
    let raw = try keys.open(password: "482913", person: "P1", secret: secret, cost: .token).rawRepresentation
    #expect(keys.sealedPrivateKey.range(of: raw) == nil)
    #expect(keys.sealedPrivateKey.range(of: Data("482913".utf8)) == nil)
  }

  @Test("are sealed at the cost of the design: N = 2^17, r = 8, p = 1")
  func cost() {
    #expect(PasswordCost.full == PasswordCost(rounds: 131_072, blockSize: 8, parallelism: 1))
  }

  @Test("damaged do not open, and say so")
  func damaged() {
    for sealed in [Data(), keys.sealedPrivateKey.dropLast(), Data(count: 100)] {
      let damaged = PersonKeys(publicKey: keys.publicKey, sealedPrivateKey: sealed)
      #expect(secretFault { try open(damaged, "482913") } == .sealBroken)
    }
  }
}
