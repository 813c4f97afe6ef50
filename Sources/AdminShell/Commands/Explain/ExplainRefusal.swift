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
    zh: "按查卡人报出的编号，说明申请为何未受理", en: "why an application was refused, by the number the person quotes",
    details: Bilingual(
      zh: "系统只保留编号、时间、代码和版本。补充本人所说的地区和银行，结果更准确；补充的内容不会保存。记入审计。",
      en: """
        Only its number, time, codes and revision are kept. Adding the region and banks that the person names gives a more \
        precise answer; they are not kept. Audited.
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
