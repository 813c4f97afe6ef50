import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The table of endpoints")
struct EndpointsTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func set(_ url: String, of bank: BankCode = .abc, privateLines: Bool = false) throws {
    try open.write { transaction in
      try transaction.audit(
        author: "wang", action: "endpoint", object: "bank \(bank)",
        detail: ["url": .string(url), "lines": privateLines ? "private" : "public"])
      try transaction.setEndpoint(url, of: bank, privateLines: privateLines)
    }
  }

  private func endpoint(of bank: BankCode = .abc) throws -> EndpointRecord? {
    try open.read { try $0.endpoint(of: bank) }
  }

  @Test("has one address of a bank, the one that was set last")
  func last() throws {
    try set("http://old/")
    try set("http://new/", privateLines: true)
    let found = try #require(try endpoint())
    #expect(found.url == "http://new/" && found.privateLines && !found.isAltered)
    #expect(try endpoint(of: .boc) == nil)
  }

  @Test("gives every bank that has one, by its code")
  func order() throws {
    for bank in [BankCode.icbc, .abc, .boc] { try set("http://\(bank)/", of: bank) }
    #expect(try open.read { try $0.endpoints() }.map(\.bank) == [.abc, .boc, .icbc])
  }

  private static let alterations = [
    "update endpoints set url = 'http://mallory/'", "update endpoints set private_lines = 1", "delete from endpoints",
    "update endpoints set bank = 'boc'",
  ]

  @Test("gives no address that the bank did not register", arguments: alterations)
  func altered(statement: String) throws {
    try set("http://abc/")
    try open.tamper(statement)
    let found = try #require(try endpoint())
    #expect(found.isAltered && found.url == nil)
  }
}
