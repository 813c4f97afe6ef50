import Domain
import Foundation
import RolloutControl
import Testing

@testable import AdminShell

/// Consoles that end badly, and terminals that can do little.
struct LostTerminalTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private var keptFiles: [String] {
    let folder = scripting.folder + "/.local/state/chaka/candidates"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".json") }
  }

  /// The process that keeps its candidate.
  private func keeper() throws -> Int32 {
    try #require(keptFiles.first?.split(separator: "-").first.flatMap { Int32($0) })
  }

  @Test("A killed console's candidate is kept privately and offered next time; y takes it up, on the running revision")
  func killed() throws {
    let first = try scripting.terminal()
    #expect(first.expect("chaka 0> "))
    first.type("open region 上海\r")
    #expect(first.expect("chaka 0*> "))
    let file = scripting.folder + "/.local/state/chaka/candidates/" + keptFiles[0]
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    kill(try keeper(), SIGKILL)
    #expect(first.status() != nil)
    #expect(try scripting.run("open region 云南\ncommit").status == 0)
    let next = try scripting.terminal()
    #expect(
      next.expect("Recovered a candidate: 1 change, from revision 0.") && next.expect("Resume? [y/n] "))
    next.type("y\r")
    #expect(next.expect("chaka 1*> "))
    next.type("compare\r")
    #expect(next.expect("CN-SH") && next.expect("chaka 1*> "))
    next.type("commit\r")
    #expect(next.expect("chaka 2> ") && keptFiles.isEmpty)
  }

  @Test("A kept candidate that others could read is closed to them")
  func rights() throws {
    let (keeper, left) = try leftover()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: left)
    #expect(keeper.leftovers().count == 1)
    #expect(try files.attributesOfItem(atPath: left)[.posixPermissions] as? Int == 0o600)
  }

  @Test("A kept candidate of another account is not offered", .enabled(if: geteuid() == 0))
  func foreign() throws {
    let (keeper, left) = try leftover()
    #expect(keeper.leftovers().count == 1)
    #expect(chown(left, 65_534, 65_534) == 0)
    #expect(keeper.leftovers().isEmpty)
  }

  /// What a console that died has left, and the console that finds it.
  private func leftover() throws -> (keeper: KeptCandidate, path: String) {
    let folder = scripting.folder + "/kept"
    let keeper = KeptCandidate(folder: folder, database: "here", author: "wang", session: "s")
    try #require(keeper.keep(CandidateSnapshot(base: 0, baseHash: "x", intent: Intent(on: .initial))))
    let files = FileManager.default
    let own = try #require(try files.contentsOfDirectory(atPath: folder).first)
    let left = folder + "/1-1.json"
    try files.copyItem(atPath: folder + "/" + own, toPath: left)
    return (keeper, left)
  }

  @Test(
    "A terminal that hangs up keeps the candidate; left unanswered it stays, n drops it, and a second console is not asked"
  )
  func hungUp() throws {
    let first = try scripting.terminal()
    #expect(first.expect("chaka 0> "))
    first.type("open region 上海\r")
    #expect(first.expect("chaka 0*> "))
    let other = try scripting.terminal()
    #expect(other.expect("chaka 0> "))
    other.type("quit\r")
    #expect(other.status() == 0)
    first.hangUp()
    let second = try scripting.terminal()
    #expect(second.expect("Resume? [y/n] "))
    second.type("\u{4}")
    #expect(second.expect("chaka 0> "))
    second.type("quit\r")
    #expect(second.status() == 0 && keptFiles.count == 1)
    let third = try scripting.terminal()
    #expect(third.expect("Resume? [y/n] "))
    third.type("n\r")
    #expect(third.expect("Candidate discarded") && third.expect("chaka 0> ") && keptFiles.isEmpty)
  }

  @Test("In a home that cannot be written history and candidate are not kept, which is said once, and save is refused")
  func readOnlyHome() throws {
    let terminal = try scripting.terminal(environment: ["HOME": "/proc/nowhere"])
    #expect(terminal.expect("chaka 0> "))
    terminal.type("open region 上海\r")
    #expect(terminal.expect("The state folder is not writable") && terminal.expect("chaka 0*> "))
    terminal.type("show banks | save /proc/banks.txt\r")
    #expect(terminal.expect("[file_unwritable]") && terminal.expect("chaka 0*> "))
    terminal.type("commit\r")
    #expect(terminal.expect("Revision 1 is in force") && terminal.expect("chaka 1> "))
  }

  @Test("On 40 columns the map is a list that fits, and so is a table")
  func narrow() throws {
    let terminal = try scripting.terminal(columns: 40)
    #expect(terminal.expect("chaka 0> "))
    terminal.type("show map\r")
    #expect(terminal.expect("closed\r\n  Beijing, Tianjin, Hebei, Shanxi, Inner\r\n") && terminal.expect("chaka 0> "))
    #expect(terminal.answers("show operators", "operator            root\r\n", "chaka 0> "))
  }

  @Test("With TERM=dumb watch prints one below the other, and nothing steers the screen")
  func dumb() throws {
    let terminal = try scripting.terminal(environment: ["TERM": "dumb"])
    #expect(terminal.expect("chaka 0> "))
    terminal.type("watch 1 show channels | match offline\r")
    #expect(terminal.expect("Ctrl-C stops") && terminal.expect("offline") && terminal.expect("Ctrl-C stops"))
    #expect(!terminal.hasSteered)
    terminal.type("\u{3}")
    #expect(terminal.expect("chaka 0> "))
  }

  @Test("While the prompt waits it tells what another session has put in force, and the line being typed stays")
  func news() throws {
    let terminal = try scripting.terminal("zh_CN.UTF-8")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("show hist")
    #expect(terminal.expect("show hist"))
    #expect(try scripting.run("open region 云南\ncommit comment 试点").status == 0)
    #expect(terminal.expect("op 提交了版本 1：试点") && terminal.expect("chaka 1> show hist"))
    terminal.type("ory | count\r")
    #expect(terminal.expect("\r1\r\n") && terminal.expect("chaka 1> "))
  }

  @Test("watch redraws in place until Ctrl-C, which ends the command and not the session")
  func watch() throws {
    let terminal = try scripting.terminal()
    #expect(terminal.expect("chaka 0> "))
    terminal.type("watch 1 show channels\r")
    #expect(terminal.expect("\u{1b}[H\u{1b}[2J") && terminal.expect("\u{1b}[H\u{1b}[2J"))
    terminal.type("\u{3}")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("watch 1 open region 上海\r")
    #expect(terminal.expect("watch works only with commands") && terminal.expect("chaka 0> "))
  }

  @Test("Long output goes through $PAGER, unless \\pager is off; \\timing tells how long a command took")
  func pager() throws {
    let terminal = try scripting.terminal(environment: ["PAGER": "sed s/^/paged:/"])
    #expect(terminal.expect("chaka 0> "))
    terminal.type("show regions\r")
    #expect(terminal.expect("paged:CN-XJ") && terminal.expect("chaka 0> "))
    terminal.type("\\pager off\r")
    #expect(terminal.expect("pager off") && terminal.expect("chaka 0> "))
    terminal.type("\\timing\r")
    #expect(terminal.expect("timing on") && terminal.expect("chaka 0> "))
    terminal.type("show regions\r")
    #expect(terminal.expect("\nCN-XJ") && terminal.expect(" ms\r\n") && terminal.expect("chaka 0> "))
    terminal.type("\\nonsense\r")
    #expect(terminal.expect("Unknown \\nonsense. Available: \\timing, \\pager") && terminal.expect("chaka 0> "))
  }

  @Test("A block goes on until end; what fails in it leaves the candidate as it was")
  func block() throws {
    let terminal = try scripting.terminal()
    #expect(terminal.expect("chaka 0> "))
    terminal.type("begin\r")
    #expect(terminal.expect("  ... "))
    terminal.type("open region 上海\r")
    #expect(terminal.expect("  ... "))
    terminal.type("rollback 9\r")
    #expect(terminal.expect("  ... "))
    terminal.type("end\r")
    #expect(terminal.expect("[unknown_revision]") && terminal.expect("chaka 0> "))
  }
}
