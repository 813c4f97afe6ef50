import Domain
import RolloutControl
import Text

/// `maintenance bank`
struct MaintenanceBank: RequestableChange {
  let bank: BankCode
  let from: Moment
  let until: Moment

  static let form = Form(
    "maintenance bank", [.one(.bank)],
    clauses: [
      Clause("from", .one(.time), isRequired: true, zh: "开始时间", en: "when it begins"),
      Clause("to", .one(.time), isRequired: true, zh: "结束时间", en: "when it ends"),
    ],
    zh: "预告银行的维护：期间不询问，询问等它结束", en: "announce a bank's maintenance: enquiries wait until it ends",
    details: Bilingual(
      zh: "停止询问，与暂停银行一样：策略 four-eyes 含 banks 时须先申请审批；取消维护不必。",
      en: """
        It holds enquiries back as a suspension does: if the policy four-eyes names banks, request approval first. \
        Cancelling it needs no approval.
        """),
    examples: ["maintenance bank cmb from 2022-07-02T01:00 to 2022-07-02T05:00"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .maintenance(bank, from: from, until: until)
  }

  func run(in context: CommandContext) throws -> Reply {
    let maintenance = try context.session().onboarding.announceMaintenance(of: bank, from: from, until: until)
    return Reply(
      confirmation: Bilingual(
        zh: "已登记维护：\(maintenance.period)。期间暂停询问，结束后继续",
        en: "Maintenance announced: \(maintenance.period); enquiries wait until it is over"))
  }
}

extension MaintenanceBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let (from, until) = (try arguments.requiredTime("from"), try arguments.requiredTime("to"))
    self.init(bank: try names.bank(arguments.operands[0]), from: from, until: until)
  }
}
