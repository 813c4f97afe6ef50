import Foundation
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import Store

/// Another program's connection.
private enum TestConnection {
  static func run(_ statement: String, on path: String) throws {
    _ = try SQLiteDatabase(path: path, creating: false).write { try $0.execute(statement) }
  }
}

@Suite("Scripts on a database that is not to be trusted")
struct TrustScriptTests {
  private let scripting: Scripting

  init() throws {
    scripting = try Scripting()
    #expect(try scripting.run("open channel app\nopen region 上海\ncommit").status == 0)
  }

  /// Runs work, and puts the earlier file back.
  private func afterwardsOlder(_ work: () throws -> Void) throws {
    let kept = try Data(contentsOf: URL(fileURLWithPath: scripting.location.path))
    try work()
    try kept.write(to: URL(fileURLWithPath: scripting.location.path))
  }

  @Test("refuse everything of an older one but to look at it, and to go on with it by an audited decision")
  func older() throws {
    try afterwardsOlder { _ = try scripting.run("close region 上海\ncommit") }
    for command in ["show gate", "open channel web", "explain 上海", "impact"] {
      let refused = try scripting.run(command)
      #expect(refused.status == 3 && refused.fault?["code"] == "database_older", "\(command)")
    }
    let verified = try scripting.run("audit verify")
    #expect(verified.status == 1 && verified.documents.last?["code"] == "audit_cut_off")
    #expect(try scripting.run("audit head").status == 0)
    #expect(try scripting.run("audit reanchor reason '磁盘 disk'").documents.last?["reason"] == "磁盘 disk")
    #expect(try scripting.run("show gate").documents.last?["revision"] == 1)
    let after = try scripting.run("audit verify")
    #expect(after.status == 0 && after.documents.last?["intact"] == true)
    let reanchored = try items(of: after.documents.last?["reanchored"])
    #expect(reanchored.count == 1 && reanchored.first?["before"]?["head"] != .null)
    #expect(try scripting.run("audit verify", format: .table).output.contains("磁盘 disk"))
    let again = try scripting.run("audit reanchor reason again")
    #expect(again.status == 1 && again.fault?["code"] == "nothing_changed")
  }

  @Test("go on with an older one by request and approval, where somebody else has to approve it")
  func olderUnderFourEyes() throws {
    #expect(
      try scripting.run("add operator zhao role approver\nset four-eyes all\ncommit", at: "2021-12-03").status == 0)
    try afterwardsOlder { _ = try scripting.run("request add operator li role viewer", at: "2021-12-03") }
    let alone = try scripting.run("audit reanchor reason restored", at: "2021-12-04")
    #expect(alone.fault?["code"] == "approval_required")
    let asked = try scripting.run("request audit reanchor reason restored", at: "2021-12-04")
    #expect(asked.status == 0 && asked.documents.last?["request"] == 1, "\(asked.error)")
    for command in ["show requests", "show request 1", "show clock"] {
      let shown = try scripting.run(command, at: "2021-12-05", as: "zhao")
      #expect(shown.status == 0 && !shown.documents.isEmpty, "\(command): \(shown.error)")
    }
    #expect(
      try scripting.run("request add operator li role viewer", at: "2021-12-05").fault?["code"] == "database_older")
    let approved = try scripting.run("approve 1", at: "2021-12-05", as: "zhao")
    #expect(approved.status == 0 && approved.documents.last?["done"] == true, "\(approved.error)")
    #expect(try scripting.run("show gate", at: "2021-12-05").status == 0)
    #expect(try scripting.run("audit verify", at: "2021-12-05").documents.last?["intact"] == true)
  }

  @Test("reject what somebody asked for on an older one")
  func olderRejected() throws {
    #expect(
      try scripting.run("add operator zhao role approver\nset four-eyes all\ncommit", at: "2021-12-03").status == 0)
    try afterwardsOlder { _ = try scripting.run("open channel web\nrequest commit", at: "2021-12-03") }
    #expect(try scripting.run("request audit reanchor reason restored", at: "2021-12-04").status == 0)
    let rejected = try scripting.run("reject 1 reason no", at: "2021-12-05", as: "zhao")
    #expect(rejected.status == 0 && rejected.documents.last?["state"] == "rejected", "\(rejected.error)")
    #expect(try scripting.run("show gate", at: "2021-12-05").fault?["code"] == "database_older")
  }

  @Test("say of an altered one what is wrong with it, and decide nothing")
  func altered() throws {
    _ = try SQLiteDatabase(path: scripting.session().store.path, creating: false).write {
      try $0.execute("update operators set role = 'viewer'")
    }
    let verified = try scripting.run("audit verify")
    #expect(verified.status == 1 && verified.documents.last?["code"] == "operators_altered")
    for command in ["show gate", "audit reanchor reason x", "registry update", "add operator li role viewer"] {
      let refused = try scripting.run(command)
      #expect(refused.status != 0 && refused.fault?["code"] != nil, "\(command)")
    }
  }

  private static let alterations: [(String, String)] = [
    ("update clock set latest = latest + 1000", "authority_altered"),
    ("update clock set latest = 9223372036854775807", "authority_altered"),
    ("update authority set mac = x''", "authority_altered"), ("delete from authority", "authority_altered"),
    ("update audit set mac = null where sequence = (select max(sequence) from audit)", "audit_record_forged"),
    ("delete from audit where sequence = 2", "audit_record_altered"),
    ("update operators set role = 'viewer'", "operators_altered"),
    ("update operators set role = 'zz'", "operators_altered"),
    ("update revisions set rollout = '{}'", "revision_altered"),
    ("update scheduled set rollout = '{}'", "scheduled_altered"),
    ("update scheduled set state = 'zz'", "scheduled_altered"),
    ("update scheduled set restated = 'zz'", "scheduled_altered"),
    ("insert into unconfirmed values (1, 'x', 0, 0, '', 'zz', null, null, '')", "approvals_altered"),
    ("insert into broken_glass values (1, 1, 1, 'x', '', 0, 0, 'zz', null, null)", "approvals_altered"),
    ("insert into registrations values ('icbc', x'00', null, null)", "endpoint_altered"),
    ("insert into health values ('icbc', 0, 'l99999999999999999999', 1)", "value_kind_altered"),
    ("insert into health values ('icbc', 0, 'asked', 9223372036854775807)", "value_kind_altered"),
  ]

  @Test("verify as a command what it is told to show, whatever else is refused", arguments: alterations)
  func verifying(_ statement: String, _ code: String) throws {
    #expect(try scripting.run("open channel web\ncommit at 2099-01-01").status == 0)
    try TestConnection.run(statement, on: scripting.location.path)
    let verified = try scripting.run("audit verify")
    #expect(verified.status == 1)
    #expect(verified.documents.last?["intact"] == false && verified.documents.last?["code"] == .string(code))
  }

  @Test("take in another registry only where there is one")
  func registry() throws {
    let same = try scripting.run("registry update")
    #expect(same.status == 1 && same.fault?["code"] == "nothing_changed")
  }

  @Test("say that a commit is in force where what follows it fails, and end with the environment's status")
  func committedBut() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: scripting.location.secrets)
    let lock = try #require(names.first { $0.hasPrefix("audit-head") && $0.hasSuffix(".lock") })
    let path = scripting.location.secrets + "/" + lock
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let outcome = try scripting.run("open channel web\ncommit")
    #expect(outcome.status == 3 && outcome.documents.last?["revision"] == 2)
    #expect(outcome.fault?["code"] == "follow_up_failed" && outcome.fault?["facts"]?["committed"] == true)
    #expect(try scripting.run("open channel offline\ncommit", format: .table).error.contains("committed, but"))
    try FileManager.default.removeItem(atPath: path)
    #expect(try scripting.run("audit verify").status == 0)
    #expect(try scripting.run("show gate").documents.last?["revision"] == 3)
  }
}

@Suite("An operator whom the system does not know")
struct SystemAccountTests {
  private let accounts = SystemAccounts { $0 == "wang" }

  @Test("is taken with a note, with the account that may be meant", arguments: ["Wang", "w.ang", "li", "-"])
  func unknown(name: String) {
    let note = accounts.note(on: name)?.en ?? ""
    #expect(note.contains("no system account \(name)"))
    #expect(note.contains("Did you mean wang?") == (name.lowercased().filter(\.isLetter) == "wang"))
  }

  @Test("is told from one that it knows")
  func known() { #expect(accounts.note(on: "wang") == nil) }
}
