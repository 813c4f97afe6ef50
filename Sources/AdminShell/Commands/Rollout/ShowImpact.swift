import Domain
import Text

/// `impact`
struct ShowImpact: ReadingCommand, ResultCommand, PlainCommand {
  static let form = Form(
    "impact", zh: "提交候选版本将影响的人数和进行中的查询", en: "how many people and running queries a commit would affect",
    details: Bilingual(
      zh: """
        与现行版本相比，按地区和银行列出获得和失去服务的人、可查银行有变的人，每人只计一次；进行中的查询，\
        哪些因银行或服务暂停而待恢复，哪些因银行断开而将作废。暂停的银行无法查询。“受影响”指失去服务或至少一家银行。
        """,
      en: """
        Compared with the running revision, by region and by bank, everyone counted once: people gaining and losing the \
        service, and people whose banks change; running queries that would wait for a suspended bank or a paused service, \
        and those withdrawn because a bank is disconnected. A suspended bank cannot be queried. Losing means losing the \
        service or at least one bank.
        """),
    examples: ["impact"])

  func result(in context: CommandContext) throws -> any CommandResult {
    ImpactResult(report: try context.session().impact(), catalogue: context.catalogue)
  }
}
