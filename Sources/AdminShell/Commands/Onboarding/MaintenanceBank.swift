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
      Clause("from", .one(.time), isRequired: true, zh: "开始时间", en: "start time"),
      Clause("to", .one(.time), isRequired: true, zh: "结束时间", en: "end time"),
    ],
    zh: "预告银行维护：期间不询问，结束后继续", en: "announce a bank's maintenance: enquiries wait until it ends",
    details: Bilingual(
      zh: "与暂停银行一样停止询问：策略 four-eyes 含 banks 时须先申请审批；取消维护则不必。",
      en: """
        Like a suspension it holds enquiries back: if the policy four-eyes includes banks, request approval first. \
        Cancelling needs no approval.
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
        en: "Maintenance announced: \(maintenance.period); enquiries wait until it ends"))
  }
}

extension MaintenanceBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let (from, until) = (try arguments.requiredTime("from"), try arguments.requiredTime("to"))
    self.init(bank: try names.bank(arguments.operands[0]), from: from, until: until)
  }
}
