import Domain
import Foundation
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
