import Domain
import Text

/// `explain refusal`
struct ExplainRefusal: ResultCommand {
  let refusal: String
  /// The region, channel and banks that the person names of the application.
  let region: RegionCode?
  let banks: [BankCode]
  let channel: Channel

  static let form = Form(
    "explain refusal", [.one(.refusal), .atMost(1, .region), .any(.banks)], clauses: [.channel],
    zh: "一次申请为什么未受理，按本人报出的编号", en: "why an application was refused, by the number its person quotes",
    details: Bilingual(
      zh: "只保留了编号、时间、代码和版本。补上本人说的地区和银行，回答更准确；它们不会留下。记入审计。",
      en: """
        Its number, time, codes and revision are all that is kept. With the region and banks that the person names, the \
        answer is more exact; they are not kept. Audited.
        """),
    examples: ["explain refusal RABCDEFGHJKMNPQR0", "explain refusal RABCDEFGHJKMNPQR0 广东 招商银行"])

  func result(in context: CommandContext) throws -> any CommandResult {
    RefusalResult(
      explanation: try context.session().explanations.explain(
        refusal: refusal, region: region, banks: banks, channel: channel),
      catalogue: context.catalogue, columns: context.settings.columns)
  }
}

extension ExplainRefusal {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let refusal = try arguments.identifier(0, .refusal)
    self.init(
      refusal: refusal, region: try arguments.operands.dropFirst().first.map(names.region),
      banks: try names.banks(Array(arguments.operands.dropFirst(2))),
      channel: try names.channel(arguments.clause("channel").first))
  }
}
