import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("What was altered once, was met and is over")
struct ToldAlterationTests {
  private let whole: WholeDatabase

  init() throws {
    whole = try WholeDatabase()
    try whole.open().write { $0.notice(.query, [.int(7)]) }
  }

  private func reanchor() throws {
    _ = try whole.open().write(regardless: [.older]) { try $0.reanchor(reason: "looked into", by: "tester") }
  }

  @Test("is told until an administrator has taken it over, and then no more")
  func takenOver() throws {
    #expect(try whole.finding() == "record_altered")
    try reanchor()
    let verdict = try whole.open().verifyAudit()
    #expect(verdict.isIntact && verdict.reanchorings.map(\.reason) == ["looked into"])
    #expect(fault { try reanchor() } == "nothing_changed")
    try whole.open().write { $0.notice(.query, [.int(8)]) }
    #expect(try whole.finding() == "record_altered")
  }

  @Test("does not stand in the way of going on with a backup that knows of it")
  func restored() throws {
    let backup = try whole.database.content()
    _ = try whole.open().edit(.openChannels([.offline]))
    try whole.database.putBack(backup)
    #expect(fault { try whole.open(regardless: false) } == "database_older")
    try reanchor()
    #expect(try whole.open(regardless: false).verifyAudit().isIntact)
  }

  @Test("is not taken over with what is altered now")
  func alteredNow() throws {
    try whole.database.tamper("update persons set region = 'CN-GD'")
    #expect(fault { try reanchor() } == "database_not_sealable")
    #expect(try whole.finding() == "record_altered")
  }

  @Test("is not taken over with an index that hides something")
  func hidden() throws {
    try whole.database.hideRows(of: "persons")
    #expect(fault { try reanchor() } == "database_not_sealable")
  }
}
