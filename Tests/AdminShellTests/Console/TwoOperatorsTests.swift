import Domain
import Foundation
import Testing

@testable import AdminShell

/// Two operators at two terminals, on one database.
struct TwoOperatorsTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private static let outcomes = ["is in force", "[revision_conflict]"]

  @Test("Two who commit at once, touching different things, both get what they meant")
  func merged() throws {
    let (wang, li) = (try scripting.console(as: "wang"), try scripting.console(as: "li"))
    #expect(wang.answers("open region 上海", "chaka 0*> "))
    #expect(li.answers("open region 云南", "chaka 0*> "))
    wang.type("commit\r")
    li.type("commit\r")
    #expect(wang.expect("is in force") && li.expect("is in force"))
    let running = try scripting.session().running()
    #expect(running.number == 2)
    #expect(["CN-SH", "CN-YN"].allSatisfy { running.rollout.share(of: RegionCode($0)) == .full })
  }

  @Test("Of two who commit the same thing differently at once one is refused, with the candidate kept as it was")
  func conflict() throws {
    let (wang, li) = (try scripting.console(as: "wang"), try scripting.console(as: "li"))
    #expect(wang.answers("open region 上海 share 50", "chaka 0*> "))
    #expect(li.answers("open region 上海 share 20", "chaka 0*> "))
    wang.type("commit\r")
    li.type("commit\r")
    let said = (wang.expect(oneOf: Self.outcomes), li.expect(oneOf: Self.outcomes))
    #expect(Set([said.0, said.1]) == Set(Self.outcomes))
    let (refused, share) = said.0 == Self.outcomes[0] ? (li, "20\r\n") : (wang, "50\r\n")
    #expect(refused.expect("chaka 1*> "))
    #expect(refused.answers("show candidate | match CN-SH", share, "chaka 1*> "))
    #expect(refused.answers("discard", "chaka 1> "))
    #expect(refused.answers("open region 上海", "chaka 1*> "))
    #expect(refused.answers("commit", "Revision 2 is in force", "chaka 2> "))
    #expect(refused.answers("audit verify", "chain intact", "chaka 2> "))
  }

  @Test("Nobody approves an own request, one that was edited since it was looked at, twice, or one that is over")
  func approvals() throws {
    #expect(try scripting.run("set four-eyes all\nset approvals 2\ncommit").status == 0)
    let (wang, li) = (try scripting.console(as: "wang", on: 1), try scripting.console(as: "li", on: 1))
    #expect(wang.answers("open region 上海 share 50", "chaka 1*> "))
    #expect(wang.answers("commit", "[approval_required]", "chaka 1*> "))
    #expect(wang.answers("request commit", "Request 1 (version 1", "chaka 1> "))
    #expect(wang.answers("approve 1", "[own_request]", "chaka 1> "))
    #expect(li.answers("show request 1", "Request 1 (version 1", "chaka 1> "))
    #expect(wang.answers("open region 上海", "chaka 1*> "))
    #expect(wang.answers("request commit replacing 1", "Request 1 (version 2", "chaka 1> "))
    #expect(li.answers("approve 1", "[request_changed]", "chaka 1> "))
    #expect(li.answers("show request 1", "Request 1 (version 2", "chaka 1> "))
    #expect(li.answers("approve 1 version 1", "[request_changed]", "chaka 1> "))
    #expect(li.answers("approve 1", "1 more needed", "chaka 1> "))
    #expect(li.answers("approve 1", "[already_approved]", "chaka 1> "))
    let zhao = try scripting.console(as: "zhao", on: 1)
    #expect(zhao.answers("approve 1", "Request 1 (version 2", "Approve version 2 of request 1?"))
    #expect(zhao.answers("n", "Not approved", "chaka 1> "))
    #expect(zhao.answers("approve 1", "Revision 2 is in force", "chaka 2> "))
    #expect(li.answers("approve 1", "[request_closed]", "chaka 2> "))
    #expect(wang.expect("chaka 2> "))
  }

  @Test("A role that is taken away while somebody works holds from the next command on, and loses no candidate")
  func demoted() throws {
    #expect(try scripting.run("add operator li role operator").status == 0)
    let li = try scripting.console(as: "li")
    #expect(li.answers("open region 上海", "chaka 0*> "))
    #expect(try scripting.run("add operator li role viewer").status == 0)
    for line in ["commit", "open region 云南", "request commit", "pause service emergency reason x"] {
      #expect(li.answers(line, "[not_permitted]", "chaka 0*> "), "\(line)")
    }
    #expect(li.answers("compare", "CN-SH", "chaka 0*> "))
    #expect(try scripting.run("add operator li role operator").status == 0)
    #expect(li.answers("commit", "Revision 1 is in force", "chaka 1> "))
  }

  @Test("A role that is taken away while the console asks for the losses holds when they are answered")
  func demotedBeforeTheAnswer() throws {
    let script = "open channel app\nopen region 上海\nconnect bank icbc\nset losses confirm\ncommit"
    #expect(try scripting.run(script).status == 0)
    try scripting.people(3, in: "CN-SH")
    let li = try scripting.console(as: "li", on: 1)
    #expect(li.answers("close region 上海", "chaka 1*> "))
    #expect(li.answers("commit", "Type the number to continue: "))
    #expect(try scripting.run("add operator li role viewer").status == 0)
    #expect(li.answers("3", "[not_permitted]", "chaka 1*> "))
  }

  @Test("A request by which people lose something asks for their number, as a commit does")
  func requestedLosses() throws {
    let script = "open channel app\nopen region 上海\nconnect bank icbc\nset losses confirm\nset four-eyes all\ncommit"
    #expect(try scripting.run(script).status == 0)
    try scripting.people(3, in: "CN-SH")
    let wang = try scripting.console(as: "wang", on: 1)
    #expect(wang.answers("close region 上海", "chaka 1*> "))
    #expect(wang.answers("request commit", "3 people lose the service"))
    #expect(wang.answers("2", "[losses_not_confirmed]", "chaka 1*> "))
    #expect(wang.answers("request commit", "3 people lose the service"))
    #expect(wang.answers("3", "Request 1 (version 1", "chaka 1> "))
    #expect(try scripting.run("approve 1", as: "li").documents.last?["commit"]?["revision"] == 2)
  }

  @Test("A confirm that arrives when the time is over is refused: what was not confirmed is undone already")
  func lateConfirm() throws {
    #expect(try scripting.run("open region 上海\ncommit confirmed 1", at: "2021-12-02T10:00").status == 0)
    let wang = try scripting.console(as: "wang", on: 1, at: "2021-12-02T10:00:00")
    wang.type("confirm 1")
    #expect(wang.expect("confirm 1"))
    #expect(try scripting.run("show gate", at: "2021-12-02T10:02").documents.last?["revision"] == 2)
    #expect(wang.answers("", "[nothing_to_confirm]", "chaka 2> "))
    #expect(wang.answers("show history | csv", "revision 1 undone: not confirmed before", "chaka 2> "))
  }

  @Test("A confirm that arrives before the time is over holds")
  func timelyConfirm() throws {
    #expect(try scripting.run("open region 上海\ncommit confirmed 60", at: "2021-12-02T10:00").status == 0)
    let wang = try scripting.console(as: "wang", on: 1, at: "2021-12-02T10:00")
    #expect(wang.answers("confirm 1", "chaka 1> "))
    #expect(try scripting.run("show gate", at: "2021-12-02T11:00").documents.last?["revision"] == 1)
  }
}
