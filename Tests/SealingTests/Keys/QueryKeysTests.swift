import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite("A query's keys")
struct QueryKeysTests {
  private let person = Curve25519.KeyAgreement.PrivateKey()
  private let keys: QueryKeys

  init() throws {
    keys = try QueryKeys.make(query: "Q1", personKey: person.publicKey.rawRepresentation)
  }

  @Test("open with the person's key and give the key that banks seal to")
  func opens() throws {
    let key = try QueryKeys.open(keys.sealedToPerson, query: "Q1", with: person)
    #expect(key.publicKey.rawRepresentation == keys.publicKey)
  }

  @Test("open for no other query and no other person")
  func elsewhere() {
    #expect(throws: (any Error).self) { try QueryKeys.open(keys.sealedToPerson, query: "Q2", with: person) }
    #expect(throws: (any Error).self) {
      try QueryKeys.open(keys.sealedToPerson, query: "Q1", with: Curve25519.KeyAgreement.PrivateKey())
    }
  }

  @Test("do not open when damaged", arguments: [0, 31, 32, 79])
  func damaged(index: Int) {
    var changed = keys.sealedToPerson
    changed[index] ^= 1
    #expect(throws: (any Error).self) { try QueryKeys.open(changed, query: "Q1", with: person) }
    #expect(throws: (any Error).self) { try QueryKeys.open(changed.prefix(index), query: "Q1", with: person) }
  }

  @Test("are new for every query")
  func fresh() throws {
    let again = try QueryKeys.make(query: "Q1", personKey: person.publicKey.rawRepresentation)
    #expect(again.publicKey != keys.publicKey && again.sealedToPerson != keys.sealedToPerson)
  }

  @Test("are not made for what is no public key")
  func badKey() {
    #expect(throws: (any Error).self) { try QueryKeys.make(query: "Q1", personKey: Data(count: 31)) }
  }
}
