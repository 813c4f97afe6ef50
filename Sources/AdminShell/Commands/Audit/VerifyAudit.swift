import Domain
import Text

/// `audit verify`
struct VerifyAudit: ReadingCommand {
  /// A head that was noted elsewhere; nil if none is given.
  let expected: String?

  static let form = Form(
    "audit verify",
    clauses: [
      Clause(
        "expecting", .one(.hash), zh: "另行记下的链头哈希，应在链中", en: "an audit head noted elsewhere, which must be in the chain")
    ],
    zh: "核对审计链是否完整", en: "check that the audit chain is intact",
    details: Bilingual(
      zh: """
        先执行到期的改动，再逐条核对审计记录、各表和索引；数据库大时需要几分钟。请把 audit head 的链头哈希另行记下，\
        日后用 expecting 核对：连同密钥一起被改写的链也能被发现。
        """,
      en: """
        Applies what is due, then checks every audit record, table and index; this takes minutes on a large database. Keep \
        the output of audit head elsewhere and check it with expecting: that also detects a chain rewritten together with \
        the secrets.
        """),
    examples: ["audit verify"])

  static let needs = CommandNeeds.anyDatabase

  func run(in context: CommandContext) throws -> Reply {
    defer { context.checking.end() }
    let verdict = try context.session().audit.verify(expecting: expected) {
      try context.interruption.check()
      context.checking.tell($0, $1)
    }
    return Reply(
      result: VerdictResult(verdict: verdict, noted: expected), status: verdict.isIntact ? .done : .refused)
  }
}

extension VerifyAudit {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(expected: try arguments.hash("expecting")) }
}
