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

  @Option(
    help: ArgumentHelp(
      zh: "新建的正式数据库的第一位管理员（默认为执行命令的账户）",
      en: "the first administrator of a new real database (default: the account that runs the command)",
      valueName: "operator"))
  var first: String?

  @Option(
    help: ArgumentHelp(
      zh: "新建的正式数据库的第二位管理员，可审批第一位的申请",
      en: "the second administrator of a new real database, who can approve what the first one asks for",
      valueName: "operator"))
  var second: String?

  func run(in context: ProgramContext) async throws {
    let (author, other) = try administrators()
    let lock = try context.admit(.maintenance)
    defer { withExtendedLifetime(lock) {} }
    let outcome = try Store.initialise(
      at: context.storeLocation(), sandbox: sandbox, author: author, second: other,
      catalogue: context.registry().catalogue, pretendedNow: context.pretendedNow)
    // An existing database stays what it is, whatever was asked for.
    let isSandbox = try Store.isSandbox(at: context.storeLocation())
    let result = InitResult(outcome: outcome, path: try context.databasePath, isSandbox: isSandbox)
    context.show(json: result.json, table: result.table, text: { result.text(context.language, context.paint) })
  }

  /// The first two administrators, of which the second need not be named. Throws `UsageFault`.
  private func administrators() throws -> (first: String, second: String?) {
    let author = try first.map { try Operator(named: $0, option: "--first").name } ?? Operator.ofProcess.name
    let other = try second.map { try Operator(named: $0, option: "--second").name }
    guard !sandbox || first == nil && second == nil else {
      throw UsageFault.other(
        Bilingual(
          zh: "沙箱里人人都是管理员：请去掉 --first 和 --second",
          en: "everybody is an administrator in a sandbox: leave out --first and --second"))
    }
    guard author != other else {
      throw UsageFault.other(
        Bilingual(
          zh: "两位管理员须是不同的人：\(author) 不能审批自己的申请",
          en: "two administrators are two people: \(author) cannot approve what \(author) asks for"))
    }
    return (author, other)
  }
}
