import Text

/// What an administrator decides about the database as a whole.
extension Grammar {
  static let trustForms: [Form] = [
    Form(
      "audit reanchor",
      clauses: [Clause("reason", .one(.text), isRequired: true, zh: "为什么，写入审计", en: "why, for the audit")],
      zh: "恢复备份或查清改动之后，以现在的数据库为准",
      en: "go on with this database after a restored backup or an alteration that is over",
      details: Bilingual(
        zh: """
          数据库比密钥目录中记下的旧（database_older），或放在了另一个数据库原来的路径上（database_exchanged）时，一切命令都被\
          拒绝。若是有意恢复备份或换库，管理员用它继续；它写入审计，audit verify 会显示。曾被改动、已发现并了结的记录\
          （audit verify 显示 record_altered 或 scheduled_altered）也由它了结，之后不再提示。现在仍有改动的数据库不能这样继续，\
          须先恢复。
          """,
        en: """
          Where the database is older than what is noted beside the secrets (database_older), or stands where another one \
          stood (database_exchanged), every command is refused. If that was done on purpose, an administrator goes on with \
          this; it is audited, and audit verify shows it. What was altered once, was met and is over (record_altered or \
          scheduled_altered in audit verify) is closed by it, too, and told no more. A database in which something is \
          altered now is restored first.
          """),
      examples: ["audit reanchor reason \"磁盘损坏，恢复 3 月 1 日的备份\""]
    ) { .trust(.reanchor(reason: try $0.text("reason"))) },
    Form(
      "registry update", zh: "改用本程序读到的登记资料", en: "go by the registry that this program has read",
      details: Bilingual(
        zh: """
          数据库按一份登记资料（地区、银行、分组、前提条件、授权书）判断。程序升级后资料不同，或 CHAKA_REGISTRY 指向别处，\
          一切命令都被拒绝（registry_changed），直到管理员用它改用新的。它写入审计。
          """,
        en: """
          A database goes by one registry: regions, banks, groups, preconditions and the agreement. After an upgrade that \
          brings another one, or where CHAKA_REGISTRY names another, every command is refused (registry_changed) until an \
          administrator takes it in with this. It is audited.
          """),
      examples: ["registry update"]
    ) { _ in .trust(.updateRegistry) },
  ]
}
