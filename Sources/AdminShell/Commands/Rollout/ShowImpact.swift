import Domain
import Text

/// `impact`
struct ShowImpact: ReadingCommand, ResultCommand, PlainCommand {
  static let form = Form(
    "impact", zh: "提交候选版本会影响多少人和多少进行中的查询", en: "how many people and running queries a commit would affect",
    details: Bilingual(
      zh: """
        与现行版本相比，每人只计一次：获得和失去服务的人，可查银行有变的人，按地区和银行；进行中的查询，哪些因银行或服务暂停而待恢复，\
        哪些因银行断开而作废。暂停的银行谁也不能查。“失去”指失去服务或至少一家银行。
        """,
      en: """
        Against the running revision, everybody counted once: people gaining and losing the service, and people whose \
        banks change, by region and by bank; running queries that would wait for a suspended bank or a paused service, \
        and those withdrawn because a bank is disconnected. A suspended bank can be asked by nobody. Losing means losing \
        the service or at least one bank.
        """),
    examples: ["impact"])

  func result(in context: CommandContext) throws -> any CommandResult {
    ImpactResult(report: try context.session().impact(), catalogue: context.catalogue)
  }
}
