import Foundation
import Testing

/// Faults of the database and the secrets, as the programs report them.
@Suite struct DatabaseFaultTests {
  private func made(sandbox isSandbox: Bool = true) throws -> ProgramSandbox {
    let sandbox = try ProgramSandbox()
    let ended = try sandbox.run("chaka-admin", ["init"] + (isSandbox ? ["--sandbox"] : []))
    try #require(ended.status == 0, "\(ended.errors)")
    return sandbox
  }

  @Test func aMissingDatabaseIsSaid() throws {
    let ended = try ProgramSandbox().admin("show gate")
    #expect(ended.status == 3 && ended.code == "database_missing", "\(ended.errors)")
  }

  @Test(arguments: ["this is no database at all, but quite a long text", ""])
  func whatIsNotADatabaseIsRefusedAndLeftAlone(content: String) throws {
    let sandbox = try made()
    try Data(content.utf8).write(to: URL(fileURLWithPath: sandbox.database))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sandbox.database + suffix) }
    let ended = try sandbox.admin("show gate")
    #expect(ended.status == 3 && ended.code == "database_not_ours", "\(ended.errors)")
    if !content.isEmpty {
      #expect(FileManager.default.contents(atPath: sandbox.database) == Data(content.utf8))
    }
  }

  @Test(arguments: ["chaka status", "chaka-admin -c 'show gate'", "chaka-engine drain"], [8, 12, 24, 48])
  func tooFewDescriptorsAreSaid(command: String, limit: Int) throws {
    let sandbox = try made()
    let program = ProgramSandbox.programs.path + "/" + command
    let ended = try sandbox.shell("ulimit -n \(limit); exec \(program) --format json")
    #expect(ended.status == 3 && ended.code == "too_many_open_files", "\(ended.status) \(ended.errors)")
  }

  @Test func aReadOnlyDatabaseIsRefused() throws {
    let sandbox = try made()
    chmod(sandbox.database, 0o444)
    let ended = try sandbox.admin("show gate")
    #expect(ended.status == 3 && ended.code == "database_read_only", "\(ended.errors)")
  }

  @Test func aMissingSecretIsSaid() throws {
    let sandbox = try made()
    try FileManager.default.removeItem(atPath: sandbox.secrets + "/server.secret")
    let ended = try sandbox.admin("show gate")
    #expect(ended.status == 3 && ended.code == "secret_missing", "\(ended.errors)")
  }

  @Test func aSandboxsSecretsDoNotOpenARealDatabase() throws {
    let (real, sandbox) = (try made(sandbox: false), try made())
    let ended = try real.run("chaka-admin", "-c", "show gate", "--secrets", sandbox.secrets)
    #expect(ended.status == 3 && ended.code == "sandbox_mismatch", "\(ended.errors)")
  }

  @Test func initOfASandboxSaysThatItIsOneWithoutBeingAskedForOne() throws {
    let ended = try made().run("chaka-admin", "init", "--format", "json")
    #expect(ended.status == 0 && ended.output.contains(#""sandbox":true"#), "\(ended.output)")
  }

  @Test func initNeverChangesWhetherADatabaseIsASandbox() throws {
    let real = try made(sandbox: false)
    let ended = try real.run("chaka-admin", "init", "--sandbox")
    #expect(ended.status == 3 && ended.code == "sandbox_mismatch", "\(ended.errors)")
  }

  @Test func aRemovedDatabaseIsMadeAnewAndAnEmptiedOneIsNot() throws {
    let sandbox = try made()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sandbox.database + suffix) }
    let anew = try sandbox.run("chaka-admin", "init", "--sandbox")
    #expect(try anew.status == 0 && anew.value("outcome") as? String == "made_anew", "\(anew.errors)")
    try Data().write(to: URL(fileURLWithPath: sandbox.database))
    let emptied = try sandbox.run("chaka-admin", "init", "--sandbox")
    #expect(emptied.status == 3 && emptied.code == "database_exchanged", "\(emptied.errors)")
  }

  @Test func aRealDatabasePretendsNoTime() throws {
    let real = try made(sandbox: false)
    let ended = try real.run("chaka-engine", "drain", "--now", "2022-01-01")
    #expect(ended.status == 1 && ended.code == "not_a_sandbox", "\(ended.errors)")
  }

  @Test(arguments: [["chaka-admin", "-c", "show gate"], ["chaka-admin", "-c", "show gate", "--as", "li"]])
  func aRealDatabaseIsOpenedByItsServiceAlone(program: [String]) throws {
    let real = try made(sandbox: false)
    let alone = try real.run(program[0], Array(program.dropFirst()))
    #expect(alone.status == 1 && alone.code == "service_only", "\(alone.errors)")
    #expect(try alone.fact("running") as? Bool == false)
    let service = try RunningService(real)
    let beside = try real.run(program[0], Array(program.dropFirst()))
    #expect(beside.status == 1 && beside.code == "service_only", "\(beside.errors)")
    #expect(try beside.fact("running") as? Bool == true)
    _ = service
  }

  @Test func aClockThatIsFarBehindIsRefusedAndChangesNothing() throws {
    let sandbox = try made()
    #expect(try sandbox.admin("open region 上海", "commit", now: "2040-01-01").status == 0)
    let ended = try sandbox.admin("open region 云南", "commit", now: "2039-12-31")
    #expect(ended.status == 1 && ended.code == "clock_behind", "\(ended.errors)")
    #expect(try sandbox.admin("compare 0 1", now: "2040-01-02").output.contains("CN-YN") == false)
  }
}
