import Foundation
import Testing

/// The administrators with whom a real database begins.
@Suite("The first operators")
struct FirstOperatorsTests {
  private let sandbox: ProgramSandbox
  private let own = NSUserName()

  init() throws { sandbox = try ProgramSandbox() }

  /// What commands come to at the service.
  private func script(_ commands: String...) throws -> ProgramSandbox.Ended {
    let service = try RunningService(sandbox)
    defer { service.end(SIGTERM) }
    return try sandbox.run("chaka-admin", ["--socket", sandbox.socket] + commands.flatMap { ["-c", $0] })
  }

  private func operators() throws -> [String: String] {
    let rows = try #require(try script("show operators").value() as? [[String: Any]])
    let pairs = rows.compactMap { row in
      (row["operator"] as? String).flatMap { name in (row["role"] as? String).map { (name, $0) } }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test("are two administrators from the first moment, in an audit chain that is whole")
  func two() throws {
    #expect(try sandbox.run("chaka-admin", "init", "--first", own, "--second", "zhao").status == 0)
    #expect(try operators() == [own: "administrator", "zhao": "administrator"])
    let verdict = try script("audit verify")
    #expect(try verdict.value("intact") as? Bool == true, "\(verdict.output) \(verdict.errors)")
  }

  @Test("stay as they are, whatever is said of an existing database")
  func again() throws {
    try sandbox.run("chaka-admin", "init", "--first", own, "--second", "zhao")
    let ended = try sandbox.run("chaka-admin", "init", "--first", "eve", "--second", "mallory")
    #expect(try ended.value("outcome") as? String == "up_to_date")
    #expect(try operators() == [own: "administrator", "zhao": "administrator"])
  }

  @Test("are not the account that makes the database, where another is named")
  func other() throws {
    try sandbox.run("chaka-admin", "init", "--first", "wang")
    #expect(try script("open region 上海", "commit").code == "not_an_operator")
  }

  @Test(
    "are two people with names, and none in a sandbox",
    arguments: [
      ["--first", "wang", "--second", "wang"], ["--second", "a b"], ["--first", ""], ["--sandbox", "--first", "wang"],
    ])
  func refused(options: [String]) throws {
    let ended = try sandbox.run("chaka-admin", ["init"] + options)
    #expect(ended.status == 64 && ended.code == "usage", "\(ended.errors)")
  }
}
