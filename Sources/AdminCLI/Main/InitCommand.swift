import AdminShell
import ArgumentParser
import LiveProgram
import Program
import Store
import Text

/// `chaka-admin init`: makes the database, or brings it up to date.
struct InitCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "init", zh: "新建数据库，或升级已有的数据库", en: "create the database, or migrate an existing one")

  @OptionGroup var global: GlobalOptions

  @Flag(
    help: ArgumentHelp(
      zh: "新建沙箱：可以模拟时间和操作员；不影响已有的数据库",
      en: "create a sandbox, where times and operators can be simulated; does not change an existing database"))
  var sandbox = false

  func run(in context: ProgramContext) async throws {
    let lock = try context.admit(.maintenance)
    defer { withExtendedLifetime(lock) {} }
    let outcome = try Store.initialise(
      at: context.storeLocation(), sandbox: sandbox, author: Operator.ofProcess.name,
      catalogue: context.registry().catalogue, pretendedNow: context.pretendedNow)
    // An existing database stays what it is, whatever was asked for.
    let isSandbox = try Store.isSandbox(at: context.storeLocation())
    let result = InitResult(outcome: outcome, path: try context.databasePath, isSandbox: isSandbox)
    context.show(json: result.json, table: result.table, text: { result.text(context.language, context.paint) })
  }
}
