import Domain
import Foundation
import Migrations
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("What banks registered")
struct AuditedOnboardingTests {
  private let database: TestDatabase
  private let store: Store

  /// An endpoint, two pairs of keys, a certification and two maintenances, one of them cancelled.
  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    try store.write { transaction in
      try transaction.audit(
        author: "wang", action: "key", object: "bank icbc", detail: Self.detail(BankPublicKeys.first))
      try transaction.replaceKeys(of: .icbc, with: BankPublicKeys.first)
    }
    database.clock.advance(.hours(1))
    try store.write { transaction in
      try transaction.audit(
        author: "wang", action: "rotate", object: "bank icbc",
        detail: Self.detail(BankPublicKeys.second, overlap: .hours(72)))
      try transaction.rotateKeys(of: .icbc, to: BankPublicKeys.second, overlap: .hours(72))
    }
    try store.certify(.icbc, keys: BankPublicKeys.first.identifiers)
    try store.write { transaction in
      let now = transaction.now
      for hours in [1, 2] as [Int64] {
        let maintenance = try transaction.insertMaintenance(
          of: .icbc, from: now, until: now.adding(.hours(hours)), author: "li")
        try transaction.audit(
          author: "li", action: "maintenance", object: "bank icbc",
          detail: [
            "number": JSONValue(maintenance.number), "from": JSONValue(maintenance.from),
            "until": JSONValue(maintenance.until),
          ])
        guard hours == 1 else { continue }
        _ = try transaction.cancelMaintenances(of: .icbc)
        try transaction.audit(author: "wang", action: "cancel", object: "bank icbc", detail: ["number": 1])
      }
    }
  }

  private static func detail(_ pair: BankPublicKeys, overlap: Span? = nil) -> JSONValue {
    .object(
      [
        .init("publicKey", .string(pair.sealing.base64EncodedString())),
        .init("signingKey", JSONValue(pair.signing?.base64EncodedString())),
      ] + (overlap.map { [.init("overlapMilliseconds", .integer($0.milliseconds))] } ?? []))
  }

  private func isIntact() throws -> Bool { try store.read { try $0.verifyAudit() }.isIntact }

  @Test("agrees with the audit chain as it was written, also when its terms are over")
  func intact() throws {
    #expect(try isIntact())
    database.clock.advance(.days(300))
    #expect(try isIntact())
    _ = try store.runningRevision()
    #expect(try isIntact())
  }

  private static let tampering = [
    "update endpoints set url = 'http://other/'", "update endpoints set url = null",
    "update endpoints set private_lines = 1", "delete from endpoints",
    "insert into endpoints (bank, url, changed_at) values ('abc', 'http://abc/', 0)",
    "update bank_keys set seal_key = zeroblob(32) where number = 1", "update bank_keys set sign_key = null",
    "update bank_keys set valid_until = null", "update bank_keys set valid_until = valid_until + 1 where number = 1",
    "update bank_keys set valid_from = valid_from - 1 where number = 2", "delete from bank_keys where number = 1",
    "delete from bank_keys", "update bank_keys set bank = 'abc'",
    "insert into bank_keys (bank, seal_key, valid_from) values ('icbc', zeroblob(32), 0)",
    "update certifications set verdict = 'fail'", "update certifications set ends_at = ends_at + 1",
    "update certifications set url = 'http://other/'", "update certifications set keys = ''",
    "update certifications set evidence = replace(evidence, 'load.rate', 'load.other')",
    "update certifications set evidence = 'x'", "update certifications set certified_at = certified_at + 1",
    "update certifications set author = 'other'", "update certifications set bank = 'abc'",
    "delete from certifications", "delete from certified", "update certified set ends_at = ends_at + 1",
    "insert into certified (bank, ends_at) values ('abc', 9000000000000)",
    "update maintenances set until_at = until_at + 1 where number = 2", "update maintenances set cancelled = 0",
    "update maintenances set cancelled = 1 where number = 2", "update maintenances set bank = 'abc'",
    "delete from maintenances where number = 1", "update maintenances set author = 'other' where number = 2",
    "update maintenances set from_at = from_at + 1 where number = 2",
  ]

  @Test("altered, removed or inserted behind the program's back shows", arguments: tampering)
  func tampered(statement: String) throws {
    try database.tamper(statement)
    #expect(try !isIntact())
  }

  @Test("with a key of the first version keeps it, as old as its audit record")
  func migrated() throws {
    let bank = BankCode("abc")
    let key = Data(repeating: 9, count: 32)
    let since = try store.now()
    try store.write { transaction in
      try transaction.audit(
        author: "wang", action: "key", object: "bank abc",
        detail: ["publicKey": .string(key.base64EncodedString())])
    }
    database.clock.advance(.hours(5))
    try store.write { transaction in
      try transaction.audit(
        author: "wang", action: "endpoint", object: "bank abc", detail: ["url": "http://abc/"])
      try transaction.setEndpoint("http://abc/", of: bank)
    }
    try database.tamper("update endpoints set public_key = x'\(key.hexadecimalDigits)' where bank = 'abc'")
    let migration = try #require(try Migration.all(for: .sqlite).first { $0.name == "onboarding" })
    let statements = migration.sql.split(separator: ";").map(String.init)
    try database.tamper(try #require(statements.first { $0.contains("insert into bank_keys") }))
    try SQLiteDatabase(path: store.path, creating: false).write {
      let seals = FirstSeals(session: $0, seal: store.rowSeal)
      try seals.sealRings()
      try seals.write(.endpoints)
    }
    try store.write { try $0.noteFirstRegistrations() }
    #expect(
      try store.read { try $0.bankKeys(of: bank) } == [
        BankKeyTerm(pair: BankPublicKeys(sealing: key, signing: nil), validFrom: since, validUntil: nil)
      ])
    #expect(try isIntact())
  }
}

extension Data {
  fileprivate var hexadecimalDigits: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
