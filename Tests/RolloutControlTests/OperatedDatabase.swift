import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

/// A fresh database on which operators work, a sandbox unless it is to be a real one.
final class OperatedDatabase {
  private let database: TestDatabase
  let store: Store

  /// Makes the database. The operators of a real one may act alone, unless root is the only one.
  init(isReal: Bool = false, isAlone: Bool = false) throws {
    database = try isReal ? TestDatabase.real(author: "root", .minutes(1)) : .sandbox(author: "root")
    store = try database.open()
    if isReal, !isAlone { try letOneActAlone() }
  }

  var clock: SettableClock { database.clock }
  var catalogue: Catalogue { database.catalogue }
  var secrets: String { database.location.secrets }

  /// Adds a second administrator, and sets the number of approvals to none, which the second one approves.
  private func letOneActAlone() throws {
    let root = try session("root")
    try root.administration.addOperator("wang", .administrator)
    _ = try root.edit(.setPolicy(#require(PolicySetting(.fourEyes, "off"))))
    _ = try session("wang").approvals.approve(try root.requestCommit(CommitTerms()).number)
  }

  /// Opens the database as another program does.
  func open(hook: CommitHook = .none) throws -> Store { try database.open(hook: hook) }

  /// Runs a statement behind the program's back, as no program of ours does.
  func tamper(_ statement: String) throws { try database.tamper(statement) }

  func session(_ author: String = "wang") throws -> OperatorSession {
    try OperatorSession(store: store, author: author)
  }

  /// Edits and commits in a session of its own.
  @discardableResult
  func commit(_ edits: RolloutEdit..., at time: Moment? = nil, author: String = "wang") throws -> CommitOutcome {
    let session = try session(author)
    for edit in edits { _ = try session.edit(edit) }
    return try session.commit(CommitTerms(at: time))
  }

  /// The number of audit records.
  func records() throws -> Int { try store.read { try $0.auditHead().records } }
}

/// The `RolloutFault` with which a call ends; nil if it succeeds.
func rolloutFault(_ work: () throws -> some Any) -> RolloutFault? { anyFault(work) as? RolloutFault }
