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

/// The result of `init`.
struct InitResult: CommandResult {
  let outcome: Initialisation
  let path: String
  let isSandbox: Bool

  private var word: String {
    switch outcome {
    case .made: "made"
    case .madeAnew: "made_anew"
    case .migrated: "migrated"
    case .upToDate: "up_to_date"
    }
  }

  var json: JSONValue {
    .object([.init("database", .string(path)), .init("sandbox", .bool(isSandbox)), .init("outcome", .string(word))])
  }

  var table: Table {
    Table(
      [self],
      [
        Field("database", zh: "数据库", en: "database") { .init($0.path) },
        Field("sandbox", zh: "沙箱", en: "sandbox") { .init("\($0.isSandbox)") },
        Field("outcome", zh: "结果", en: "outcome") { .init($0.word) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let kind = isSandbox ? Bilingual(zh: "沙箱", en: "sandbox") : Bilingual(zh: "数据库", en: "database")
    let message =
      switch outcome {
      case .made: Bilingual(zh: "已新建\(kind.zh)：\(path)", en: "Created the \(kind.en) \(path)")
      case .madeAnew:
        Bilingual(
          zh: "已新建\(kind.zh)：\(path)（此处原有的数据库已不存在）",
          en: "Created the \(kind.en) \(path); the database that was here before is gone")
      case .migrated(let from, let to):
        Bilingual(
          zh: "\(kind.zh)已从版本 \(from) 升级到 \(to)：\(path)",
          en: "Migrated the \(kind.en) from version \(from) to \(to): \(path)")
      case .upToDate: Bilingual(zh: "\(kind.zh)已是最新：\(path)", en: "The \(kind.en) is up to date: \(path)")
      }
    return paint(message[language], .green) + "\n"
  }
}
