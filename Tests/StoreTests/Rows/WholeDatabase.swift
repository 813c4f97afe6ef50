import Domain
import Foundation
import Sealing
import TestFixtures
import Testing
import Text

@testable import Store

/// A sandbox with rows in every table that decides; made once, and copied for every test.
struct WholeDatabase {
  static let template = Result { try TestDatabase.whole() }

  let database: TestDatabase
  let clock = SettableClock(TestDatabase.start.adding(.hours(2)))

  init() throws { database = try Self.template.get().copied() }

  /// Opens the database as an operator's console does, even if it was altered.
  func open(regardless: Bool = true) throws -> Store {
    try Store.open(at: database.location, catalogue: database.catalogue, clock: clock, isSettled: !regardless)
  }

  /// The code of the problem that verification finds; nil if there is none.
  func finding() throws -> String? { try open().verifyAudit().problem?.code }
}

extension TestDatabase {
  fileprivate static func whole() throws -> TestDatabase {
    let database = try sandbox()
    let store = try database.open()
    _ = try store.edit(.openChannels([.app]), .openRegions([.shanghai], .full))
    try store.connectCertified(.icbc)
    try store.write { try $0.register("somebody", .shanghai, 4711) }
    try database.makeCommits(store)
    try database.makeApprovals(store)
    return database
  }

  /// A revision that was confirmed, one that waits, a bank that was closed, and scheduled commits of every state.
  private func makeCommits(_ store: Store) throws {
    let guarded = CommitTerms.Confirmation(
      minutes: 600, guardrails: [.answered], evidence: Evidence(atLeast: 60, otherwise: .back))
    for edit in [RolloutEdit.openChannels([.web]), .disconnect([.icbc])] {
      let revision = try store.edit(edit)
      try store.write { transaction in
        for waiting in try transaction.waitingCommits() { try transaction.confirm(waiting, by: "li") }
        try transaction.startTimer(of: revision, guarded)
      }
    }
    for days in 1...2 {
      try store.write { transaction in
        var rollout = try transaction.runningRevision().rollout
        rollout.apply(.closeChannels([.app]))
        _ = try transaction.schedule(
          rollout, base: transaction.runningNumber(), author: days == 1 ? "li" : "wang", comment: "",
          effectiveAt: transaction.now.adding(.days(Int64(days))), confirmation: guarded)
      }
    }
    _ = try store.write { try $0.cancelScheduled(1, by: "li") }
  }

  private func makeApprovals(_ store: Store) throws {
    try store.write { transaction in
      try transaction.setOperator("li", .approver, by: "tester")
      try transaction.setOperator("zhao", .viewer, by: "tester")
      for number in 1...3 {
        let request = try transaction.insertRequest(["number": JSONValue(number)], author: "wang", comment: "because")
        if number < 3 { try transaction.approve(request, by: "li") }
        if number == 2 { try transaction.close(request, .rejected(by: "li", reason: "no")) }
        if number == 3 { _ = try transaction.breakGlass(request, by: "wang", reason: "nobody is there") }
      }
      let review = try transaction.openReview(of: transaction.runningRevision(), by: "tester", reason: "fraud")
      try transaction.sign(review, by: "li")
      _ = try transaction.openReview(of: transaction.runningRevision(), by: "tester", reason: "fraud again")
      let maintenance = try transaction.insertMaintenance(
        of: .icbc, from: transaction.now.adding(.days(3)), until: transaction.now.adding(.days(4)),
        author: "li")
      try transaction.audit(
        author: "li", action: "maintenance", object: "bank icbc",
        detail: [
          "number": JSONValue(maintenance.number), "from": JSONValue(maintenance.from),
          "until": JSONValue(maintenance.until),
        ])
    }
  }
}

extension TestDatabase {
  /// A copy in a folder of its own.
  func copied() throws -> TestDatabase {
    let copy = try TestDatabase()
    _ = try store { _ = try $0.truncateLog() }
    try FileManager.default.copyItem(atPath: path, toPath: copy.path)
    try FileManager.default.copyItem(atPath: location.secrets, toPath: copy.location.secrets)
    return copy
  }

  private func store<Value>(_ work: (Store) throws -> Value) throws -> Value { try work(open()) }

  /// Puts an earlier file in place of the database, as whoever restores a backup does.
  func putBack(_ content: Data) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try content.write(to: URL(fileURLWithPath: path))
  }

  /// The whole file, with the content of its WAL.
  func content() throws -> Data {
    _ = try open().truncateLog()
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
