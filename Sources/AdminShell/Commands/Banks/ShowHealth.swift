import Domain
import Text

/// `show health`
struct ShowHealth: ReadingCommand, ResultCommand {
  /// The banks; empty for all.
  let banks: [BankCode]

  static let form = Form(
    "show health", [.any(.banks)], zh: "银行的健康状况：30 秒内答复的比例、延迟、超时和失败",
    en: "health of banks: answered within 30 s, latency, time-outs, failures",
    details: Bilingual(
      zh: "最近 10 分钟、1 小时、24 小时，均截至 30 秒前；默认全部银行。样本不足时不显示比例和延迟。",
      en: """
        Over the last 10 minutes, hour and day, each ending 30 seconds ago; all banks by default. Share and latency are not \
        shown for too few enquiries.
        """),
    examples: ["show health", "show health icbc 招商银行"])

  func result(in context: CommandContext) throws -> any CommandResult {
    HealthResult(
      report: try context.session().watch.health(of: banks.isEmpty ? context.catalogue.banks.map(\.code) : banks),
      catalogue: context.catalogue, isNamed: !banks.isEmpty)
  }
}

extension ShowHealth {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(banks: try names.banks(arguments.operands)) }
}
