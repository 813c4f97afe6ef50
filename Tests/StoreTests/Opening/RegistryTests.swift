import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The registry that a database goes by")
struct RegistryFingerprintTests {
  /// The same catalogue but for one precondition.
  private static func other(_ catalogue: Catalogue) -> Catalogue {
    var other = catalogue
    other.preconditions = .none
    return other
  }

  private func open(_ database: TestDatabase, _ catalogue: Catalogue, isSettled: Bool = true) throws -> Store {
    try Store.open(at: database.location, catalogue: catalogue, clock: database.clock, isSettled: isSettled)
  }

  @Test("is the one of its making, in every program")
  func made() throws {
    let database = try TestDatabase.real()
    let other = Self.other(database.catalogue)
    #expect(fault { try open(database, other) } == "registry_changed")
    let store = try open(database, other, isSettled: false)
    #expect(fault { try store.runningRevision() } == "registry_changed")
    #expect(fault { try store.readGate { $1.revision } } == "registry_changed")
    #expect(fault { try store.edit(.openChannels([.app])) } == "registry_changed")
    #expect(try store.verifyAudit().isIntact)
  }

  @Test("is another one from an audited decision on, and the one before is refused then")
  func updated() throws {
    let database = try TestDatabase.real()
    let other = Self.other(database.catalogue)
    try open(database, other, isSettled: false).write(regardless: [.registry]) { try $0.takeInRegistry(by: "tester") }
    #expect(try open(database, other).runningRevision().number == 0)
    #expect(fault { try open(database, database.catalogue) } == "registry_changed")
    let last = try #require(try open(database, other).read { try $0.auditRecords(last: 1) }.first)
    #expect(last.action == "registry" && last.detail["before"] == .string(database.catalogue.fingerprint))
    #expect(try open(database, other).verifyAudit().isIntact)
  }

  @Test("is not written into the file by whoever can write it")
  func forged() throws {
    let database = try TestDatabase.real()
    let other = Self.other(database.catalogue)
    try database.tamper(
      "update authority set content = replace(content, '\(database.catalogue.fingerprint)', '\(other.fingerprint)')")
    #expect(fault { try open(database, other) } == "authority_altered")
  }

  @Test("of a sandbox is taken in by init, which says so in the chain; a real database waits for a decision")
  func initialised() throws {
    for isSandbox in [true, false] {
      let database = isSandbox ? try TestDatabase.sandbox() : try TestDatabase.real()
      let other = Self.other(database.catalogue)
      let again = fault {
        try Store.initialise(
          at: database.location, sandbox: isSandbox, author: "tester", catalogue: other, pretendedNow: nil)
      }
      #expect(again == (isSandbox ? nil : "registry_changed"))
      #expect(fault { try open(database, other) } == (isSandbox ? nil : "registry_changed"))
    }
  }

  @Test("is told apart by everything that decides")
  func fingerprints() throws {
    let catalogue = Catalogue.bundled
    var agreement = catalogue
    agreement.agreement = Agreement(version: "other", title: Bilingual(zh: "甲", en: "a"), sections: [])
    let fewer = try Catalogue(regions: catalogue.regions, banks: Array(catalogue.banks.dropLast()))
    let ungrouped = try Catalogue(regions: catalogue.regions, banks: catalogue.banks)
    let all = [catalogue, Self.other(catalogue), agreement, fewer, ungrouped].map(\.fingerprint)
    #expect(Set(all).count == all.count)
    #expect(catalogue.fingerprint == Catalogue.bundled.fingerprint)
  }
}
