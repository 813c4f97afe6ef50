import Foundation
import TestFixtures
import Testing

@testable import AdminShell

@Suite("Scripts of several operators")
struct ApprovalScriptTests {
  private let scripting: Scripting

  init() throws {
    scripting = try Scripting()
    _ = try scripting.run("open channel app\nset four-eyes all\ncommit", as: "root")
  }

  @Test("what one asks for another approves, and it is in force")
  func approval() throws {
    let alone = try scripting.run("open region 上海\ncommit", as: "wang")
    #expect(alone.status == 1 && alone.fault?["code"] == "approval_required")
    let asked = try scripting.run("open region 上海\nrequest commit comment 首批", as: "wang")
    #expect(asked.documents.last?["request"] == 1)
    #expect(asked.documents.last?["changes"] == [["path": "regions.CN-SH.share", "from": 0, "to": 100]])
    let own = try scripting.run("approve 1", as: "wang")
    #expect(own.status == 1 && own.fault?["code"] == "own_request")
    let approved = try scripting.run("approve 1", as: "li")
    #expect(approved.documents.last?["done"] == true)
    #expect(approved.documents.last?["commit"]?["revision"] == 2)
    let shown = try scripting.run("show request 1", as: "li", format: .table)
    #expect(shown.output.contains("li"))
    #expect(try scripting.run("audit verify", as: "li").status == 0)
  }

  @Test("what guardrails need to decide is shown to whoever approves")
  func evidence() throws {
    let script = "open region 上海\nrequest commit confirmed 60 guarded answered atleast 200 otherwise hold"
    #expect(try scripting.run(script, as: "wang").status == 0)
    let shown = try scripting.run("show request 1", as: "li", format: .table)
    #expect(shown.output.contains("stays unconfirmed with fewer than 200 enquiries"))
  }

  @Test("an emergency goes at once, and every console is told until somebody else has signed it")
  func emergency() throws {
    let done = try scripting.run("pause service emergency reason 'fraud'", as: "wang")
    #expect(done.documents.last?["review"] == 1 && done.documents.last?["revision"] == 2)
    #expect(try scripting.run("show gate", as: "li", format: .table).error.contains("fraud"))
    #expect(try scripting.run("sign review 1", as: "wang").status == 1)
    #expect(try scripting.run("sign review 1", as: "li").status == 0)
    #expect(try !scripting.run("show gate", as: "li").error.contains("fraud"))
  }

  @Test("a viewer looks and edits nothing")
  func viewer() throws {
    #expect(try scripting.run("request add operator zhao role viewer", as: "root").status == 0)
    #expect(try scripting.run("approve 1", as: "li").status == 0)
    #expect(try scripting.run("show gate", as: "zhao").status == 0)
    let refused = try scripting.run("open region 上海", as: "zhao")
    #expect(refused.status == 1 && refused.fault?["code"] == "not_permitted")
  }

  @Test("a commit with a timer says until when, and confirm names it")
  func confirmed() throws {
    let script = "set four-eyes off\nrequest commit"
    #expect(try scripting.run(script, as: "wang").status == 0)
    #expect(try scripting.run("approve 1", as: "li").status == 0)
    let made = try scripting.run("open region 上海\ncommit confirmed 10 guarded answered", as: "wang")
    #expect(made.documents.last?["revision"] == 3 && made.documents.last?["confirmBy"] != nil)
    #expect(try scripting.run("show gate", as: "li", format: .table).error.contains("3"))
    let named = try scripting.run("confirm", as: "li")
    #expect(named.documents.last == ["confirmed": [3]])
    let again = try scripting.run("confirm", as: "li")
    #expect(again.status == 1 && again.fault?["code"] == "nothing_to_confirm")
  }
}

@Suite("Scripts that undo, confirm and break")
struct AuthorityScriptTests {
  private let scripting: Scripting

  init() throws {
    scripting = try Scripting()
    _ = try scripting.run("open channel app\nopen region 上海\ncommit", as: "root")
  }

  @Test("what an emergency closed is opened again by whoever says so, in a commit, an apply and a request")
  func reopening() throws {
    #expect(try scripting.run("close region 上海 emergency reason fraud", as: "li").documents.last?["review"] == 1)
    let refused = try scripting.run("rollback 1\ncommit", as: "wang")
    #expect(refused.status == 1 && refused.fault?["code"] == "review_open")
    let path = try scripting.write("open.chaka", "open region 上海")
    let plan = try scripting.run("plan \(path)", as: "wang")
    let commits = try items(of: plan.documents.last?["commits"])
    let reopens = try items(of: commits[0]["reopens"])
    #expect(reopens[0]["review"] == 1 && reopens[0]["paths"] == ["regions.CN-SH.share"] && commits[0]["ready"] == false)
    #expect(try scripting.run("apply \(path)", as: "wang").fault?["code"] == "review_open")
    let checked = try scripting.run("open region 上海\ncommit check", as: "wang", format: .table)
    #expect(checked.output.contains("Add reopening review 1 to the commit"))
    #expect(try scripting.run("apply \(path) reopening review 1 comment seen", as: "wang").status == 0)
    let shown = try scripting.run("show reviews", as: "wang")
    #expect(shown.output.contains("\"signedBy\":null"))
  }

  @Test("a commit says what it confirms, before and after, and the history marks what became of it")
  func confirming() throws {
    #expect(try scripting.run("open channel web\ncommit confirmed 10", as: "li").status == 0)
    let checked = try scripting.run("open region 云南\ncommit check", as: "wang")
    #expect(checked.documents.last?["confirms"] == [2])
    let told = try scripting.run("open region 云南\ncommit check", as: "wang", format: .table)
    #expect(told.output.contains("will also confirm revision 2"))
    let made = try scripting.run("open region 云南\ncommit", as: "wang")
    #expect(made.documents.last?["confirms"] == [2])
    #expect(try scripting.run("close channel web\ncommit confirmed 10", as: "li").status == 0)
    let history = try items(of: scripting.run("show history", at: "2021-12-02T01:00").documents.last)
    #expect(history.map { $0["state"] } == [.null, "confirmed", .null, "undone", .null])
    #expect(history[1]["decidedBy"] == "wang" && history[3]["undoneBy"] == 5)
  }

  @Test("a request is shown with its terms, and what waits is told at the next console")
  func shown() throws {
    let asked = try scripting.run(
      "open region 云南 share 50\nrequest commit at 2021-12-05 confirmed 30 guarded answered comment half", as: "wang")
    #expect(asked.documents.last?["terms"]?["minutes"] == 30 && asked.documents.last?["missingApprovals"] == 1)
    let script = "open region 云南\nrequest commit override urgent replacing 1"
    #expect(try scripting.run(script, as: "wang").status == 0)
    let unseen = try scripting.run("approve 1", as: "li")
    #expect(unseen.status == 1 && unseen.fault?["code"] == "request_not_shown")
    let page = try scripting.run("show request 1", as: "li", format: .table)
    #expect(page.output.contains("Overrides unmet preconditions: urgent"))
    #expect(page.error.contains("Request 1 (wang) needs your approval"))
    #expect(
      try scripting.run("show gate", as: "wang", format: .table).error.contains("Your request 1 needs approval"))
    #expect(try scripting.run("approve 1 version 2", as: "li").documents.last?["done"] == true)
  }

  @Test("a request whose glass is broken takes force a day later and is told everywhere meanwhile")
  func glass() throws {
    #expect(try scripting.run("set four-eyes all\ncommit", as: "root").status == 0)
    #expect(try scripting.run("open region 云南\nrequest commit", as: "wang").status == 0)
    #expect(try scripting.run("break glass reason x", as: "wang").fault?["code"] == "nothing_to_break")
    let broken = try scripting.run("break glass 1 reason 'nobody is there'", as: "wang")
    #expect(broken.documents.last?["breakGlass"]?["state"] == "waiting")
    #expect(try scripting.run("show gate", as: "li", format: .table).error.contains("unless it is rejected (reject 1)"))
    #expect(try scripting.run("show requests", as: "li", format: .table).output.contains("break glass"))
    let later = try scripting.run("show gate", at: "2021-12-03T00:00:01", as: "li")
    #expect(later.documents.last?["revision"] == 3)
    #expect(try scripting.run("sign review 1", at: "2021-12-03T00:00:02", as: "wang").fault?["code"] == "own_review")
    #expect(try scripting.run("audit verify", at: "2021-12-03T00:00:02", as: "wang").status == 0)
  }

  @Test("an approved closing is cancelled with approval")
  func cancelling() throws {
    #expect(try scripting.run("set four-eyes all\ncommit", as: "root").status == 0)
    #expect(try scripting.run("close region 上海\nrequest commit at 2021-12-05", as: "wang").status == 0)
    #expect(try scripting.run("approve 1", as: "li").status == 0)
    #expect(try scripting.run("cancel commit 1", as: "wang").fault?["code"] == "approval_required")
    let asked = try scripting.run("request cancel commit 1", as: "wang")
    #expect(asked.documents.last?["changes"] == [["path": "regions.CN-SH.share", "from": 100, "to": 0]])
    #expect(try scripting.run("approve 2", as: "li").documents.last?["done"] == true)
    #expect(try scripting.run("show schedule", as: "li").output.contains("cancelled"))
  }
}
