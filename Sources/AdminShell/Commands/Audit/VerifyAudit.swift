import Domain
import Text

/// `audit verify`
struct VerifyAudit: ReadingCommand {
  /// A head that was noted elsewhere; nil if none is given.
  let expected: String?

  static let form = Form(
    "audit verify",
    clauses: [
      Clause("expecting", .one(.hash), zh: "在别处记下的链头，应在链中", en: "a head noted elsewhere, which must be in the chain")
    ],
    zh: "核对审计链是否完整", en: "check that the audit chain is intact",
    details: Bilingual(
      zh: """
        先让到期的改动生效，再逐条核对审计记录，并核对各表与索引；数据库大时需要几分钟。把 audit head 给出的链头记在别处，\
        日后用 expecting 核对：连同密钥一起被改写的链也能被发现。
        """,
      en: """
        Puts in force what is due, then checks every audit record, table and index; minutes on a large database. Note the \
        head that audit head gives elsewhere and check against it with expecting: that also finds a chain that was \
        rewritten together with the secrets.
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
