import Crypto
import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("What a bank registered last")
struct RegistrationTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    try store.register("http://old/", of: .icbc)
    try store.register("http://abc/", of: .abc)
    try store.register(BankPublicKeys.first, of: .icbc)
  }

  private func keep() throws {
    try database.tamper(
      "attach '\(database.path).kept' as kept", "create table kept.endpoints as select * from main.endpoints",
      "create table kept.bank_keys as select * from main.bank_keys", "detach kept")
  }

  /// Puts the earlier rows back, with their seals.
  private func putBack() throws {
    try database.tamper(
      "attach '\(database.path).kept' as kept", "delete from main.endpoints",
      "insert into main.endpoints select * from kept.endpoints", "delete from main.bank_keys",
      "insert into main.bank_keys select * from kept.bank_keys", "detach kept")
  }

  private static let changes: [(String, @Sendable (Store) throws -> Void)] = [
    ("an address", { try $0.register("http://new/", of: .icbc) }),
    ("a pair of keys", { try $0.register(.second, of: .icbc) }),
    ("an address that it had already", { try $0.register("http://old/", of: .icbc) }),
  ]

  @Test("counts: rows of before it are told of and not obeyed, seals and all", arguments: changes)
  func putBack(name: String, change: @Sendable (Store) throws -> Void) throws {
    try keep()
    database.clock.advance(.minutes(1))
    try change(store)
    try putBack()
    for store in [store, try database.open()] {
      let endpoint = try #require(try store.read { try $0.endpoint(of: .icbc) })
      #expect(endpoint.isAltered && endpoint.url == nil && endpoint.publicKey == nil)
      #expect(try store.read { try $0.bankKeys(of: .icbc) } == [])
      #expect(try store.read { try $0.endpoint(of: .abc) }?.url == "http://abc/")
    }
    #expect(try store.verifyAudit().problem == .endpointAltered("icbc"))
  }

  @Test("is entered anew by the whole of the chain, of which a record may be hidden")
  func mended() throws {
    try keep()
    database.clock.advance(.minutes(1))
    try store.register(BankPublicKeys.second, of: .icbc)
    try putBack()
    try database.hide("object = 'bank icbc' and action = 'key'", from: "audit_object")
    try store.register("http://new/", of: .icbc)
    let endpoint = try #require(try store.read { try $0.endpoint(of: .icbc) })
    #expect(endpoint.url == "http://new/" && endpoint.publicKey == BankPublicKeys.second.sealing)
  }

  @Test("is not there, where both its rows and its registration are not, only to the chain")
  func removed() throws {
    try database.tamper("delete from endpoints where bank = 'abc'")
    #expect(try store.read { try $0.endpoint(of: .abc) }?.isAltered == true)
    try database.tamper("delete from registrations where bank = 'abc'")
    #expect(fault { try database.open().read { try $0.endpoint(of: .abc) } } == "authority_altered")
  }

  @Test("is noted once of a database of before, as far as its rows agree with the chain")
  func first() throws {
    try store.write { transaction in
      for bank in [BankCode.icbc, .abc] { try transaction.removeRow(.text(bank.text), from: .registrations) }
    }
    try database.tamper("delete from endpoints where bank = 'abc'")
    #expect(try store.read { try $0.endpoint(of: .icbc) }?.isAltered == true)
    #expect(try database.initialise(now: database.clock.now) == .upToDate)
    #expect(try store.read { try $0.endpoint(of: .icbc) }?.url == "http://old/")
    #expect(try store.read { try $0.endpoint(of: .abc) }?.isAltered == true)
  }
}

extension Store {
  fileprivate func register(_ url: String, of bank: BankCode) throws {
    try write { transaction in
      try transaction.audit(
        author: "wang", action: "endpoint", object: "bank \(bank)", detail: ["url": .string(url), "lines": "public"])
      try transaction.setEndpoint(url, of: bank)
    }
  }

  fileprivate func register(_ pair: BankPublicKeys, of bank: BankCode) throws {
    try write { transaction in
      try transaction.audit(
        author: "wang", action: "key", object: "bank \(bank)",
        detail: [
          "publicKey": .string(pair.sealing.base64EncodedString()),
          "signingKey": JSONValue(pair.signing?.base64EncodedString()),
        ])
      try transaction.replaceKeys(of: bank, with: pair)
    }
  }
}
