import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import RolloutControl
@testable import Store

@Suite("What an administrator decides about the database as a whole")
struct TrustTests {
  private let database: OperatedDatabase
  private let root: OperatorSession

  init() throws {
    database = try OperatedDatabase(isReal: true, isAlone: true)
    root = try database.session("root")
  }

  /// Makes the notes beside the secrets refer to records that are gone, as after a backup was restored.
  private func makeOlder() throws {
    try database.store.auditHead.note(AuditHead(records: 1_000, hash: String(repeating: "a", count: 64)))
  }

  private func code(_ work: () throws -> some Any) -> String? {
    do {
      _ = try work()
      return nil
    } catch {
      return (error as? any Fault)?.code ?? "\(error)"
    }
  }

  @Test("is done by the first administrator alone while there is nobody else to approve")
  func alone() throws {
    try makeOlder()
    #expect(code { try root.edit(.openChannels([.web])) } == "database_older")
    #expect(try root.administration.reanchor(reason: "restored").before?.records == 1_000)
    #expect(try root.edit(.openChannels([.web])))
    #expect(try root.audit.verify().isIntact)
  }

  @Test("takes somebody else's approval where there is somebody, and nobody's but an administrator's word")
  func approved() throws {
    try root.administration.addOperator("li", .administrator)
    try makeOlder()
    #expect(throws: OperatorFault.approvalRequired(["audit.head"])) {
      try root.administration.reanchor(reason: "restored")
    }
    #expect(code { try database.session("mallory").administration.reanchor(reason: "mine") } == "not_an_operator")
    let request = try root.approvals.request(.reanchor(reason: "restored"), comment: "")
    #expect(code { try root.approvals.approve(request.number) } == "own_request")
    #expect(code { try root.approvals.request(.removeOperator("li"), comment: "") } == "database_older")
    _ = try database.session("li").approvals.approve(request.number)
    let verdict = try database.session("li").audit.verify()
    #expect(verdict.isIntact && verdict.reanchorings.map(\.reason) == ["restored"])
    #expect(try database.open().runningRevision().number == 0)
  }

  @Test("approves nothing else of an older database")
  func nothingElse() throws {
    try root.administration.addOperator("li", .administrator)
    let request = try root.approvals.request(.setOperator("zhao", .viewer), comment: "")
    try makeOlder()
    #expect(code { try database.session("li").approvals.approve(request.number) } == "database_older")
    #expect(code { try database.session("li").approvals.reject(request.number, reason: "no") } == "database_older")
  }

  @Test("is to go by another registry, of which one has read what the other asked for")
  func registry() throws {
    try root.administration.addOperator("li", .administrator)
    var catalogue = database.catalogue
    catalogue.preconditions = .none
    let store = try Store.open(
      at: StoreLocation(path: database.store.path, secrets: database.secrets), catalogue: catalogue,
      clock: database.clock, isSettled: false)
    let (asking, deciding) = (
      try OperatorSession(store: store, author: "root"), try OperatorSession(store: store, author: "li")
    )
    #expect(code { try asking.check() } == "registry_changed")
    #expect(throws: OperatorFault.approvalRequired(["registry"])) { try asking.administration.updateRegistry() }
    let request = try asking.approvals.request(.updateRegistry(fingerprint: store.registryFingerprint), comment: "")
    #expect(code { try database.session("li").approvals.approve(request.number) } == "registry_changed")
    _ = try deciding.approvals.approve(request.number)
    #expect(code { try asking.check() } == "nothing_changed")
    #expect(code { try database.session("li").running() } == "registry_changed")
    #expect(throws: OperatorFault.registryUnchanged) {
      try asking.approvals.request(.updateRegistry(fingerprint: store.registryFingerprint), comment: "")
    }
    #expect(try asking.audit.verify().isIntact)
  }
}
