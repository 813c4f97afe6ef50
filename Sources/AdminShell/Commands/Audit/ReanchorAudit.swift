import Domain
import RolloutControl
import Text

/// `audit reanchor`
struct ReanchorAudit: RequestableChange {
  let reason: String

  static let form = Form(
    "audit reanchor",
    clauses: [Clause("reason", .one(.text), isRequired: true, zh: "原因，记入审计", en: "the reason, kept in the audit")],
    zh: "恢复备份或查清篡改之后，以当前数据库为准", en: "accept this database after restoring a backup or settling an alteration",
    details: Bilingual(
      zh: """
        数据库比密钥目录中的记录旧（database_older），或占用了另一个数据库的路径（database_exchanged）时，一切命令都被拒绝。\
        若是有意恢复备份或更换数据库，由管理员执行此命令后继续；记入审计，audit verify 会显示。
        已查清的篡改（audit verify 显示 record_altered 或 scheduled_altered）也用它了结，之后不再提示。\
        当前仍被篡改的数据库须先恢复。
        """,
      en: """
        If the database is older than the secrets say (database_older), or has taken the place of another one \
        (database_exchanged), every command is refused. If that was intended, an administrator runs this to continue; it \
        is audited, and audit verify shows it.
        It also closes an alteration that was found and settled (record_altered or scheduled_altered in audit verify), \
        which is then no longer reported. A database that is still altered must be restored first.
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
