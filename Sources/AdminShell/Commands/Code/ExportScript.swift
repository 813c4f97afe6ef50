import Domain
import RolloutControl
import Text

/// `export`
struct ExportScript: ResultCommand {
  /// The revision; nil for the running one.
  let revision: Int?

  static let form = Form(
    "export", [.atMost(1, .revision)], zh: "把现行版本（或某个版本）导出为脚本",
    en: "export the running revision, or another, as a script",
    details: Bilingual(
      zh: "在空数据库中执行该脚本即得到完全相同的状态；不含银行的接口地址、密钥和认证。",
      en: """
        On an empty database the script makes exactly the same state. It does not include banks' endpoints, keys and \
        certifications.
        """),
    examples: ["export", "export 3"])

  /// The script, which is read again first: throws unless it gives back exactly the revision's state.
  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    let exported = try revision.map { try session.history.revision($0) } ?? session.running()
    let script = ExportedScript(exported)
    guard try script.isExact(context.registry) else { throw RolloutFault.notExportable }
    return ExportResult(revision: exported, script: script)
  }
}

extension ExportScript {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(revision: try arguments.optionalNumber(0, .revision))
  }
}
