import Domain
import RolloutControl
import Text

/// `audit reanchor`
struct ReanchorAudit: RequestableChange {
  let reason: String

  static let form = Form(
    "audit reanchor",
    clauses: [Clause("reason", .one(.text), isRequired: true, zh: "原因，记入审计", en: "the reason, for the audit")],
    zh: "恢复备份或查清改动之后，以现在的数据库为准", en: "go on with this database after a restored backup or a settled alteration",
    details: Bilingual(
      zh: """
        数据库比密钥目录中记下的旧（database_older），或放在了另一个数据库原来的路径上（database_exchanged）时，一切命令都被拒绝。\
        若是有意恢复备份或换库，管理员用它继续；记入审计，audit verify 会显示。
        曾被改动、已发现并了结的记录（audit verify 显示 record_altered 或 scheduled_altered）也由它了结，之后不再提示。\
        现在仍有改动的数据库不能这样继续，须先恢复。
        """,
      en: """
        If the database is older than what the secrets note (database_older), or stands where another one stood \
        (database_exchanged), every command is refused. If that was done on purpose, an administrator goes on with this; \
        it is audited, and audit verify shows it.
        It also closes an alteration that was found and is over (record_altered or scheduled_altered in audit verify), \
        which is then reported no more. A database that is altered now has to be restored first.
        """),
    examples: ["audit reanchor reason \"磁盘损坏，恢复 3 月 1 日的备份\""])

  static let needs = CommandNeeds.anyDatabase

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .reanchor(reason: reason) }

  func run(in context: CommandContext) throws -> Reply {
    Reply(result: ReanchoredResult(reanchoring: try context.session().administration.reanchor(reason: reason)))
  }
}

extension ReanchorAudit {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(reason: try arguments.text("reason")) }
}
