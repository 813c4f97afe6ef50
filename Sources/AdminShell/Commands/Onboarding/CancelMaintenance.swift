import Domain
import Text

/// `cancel maintenance`
struct CancelMaintenance: ConsoleCommand {
  let bank: BankCode

  static let form = Form(
    "cancel maintenance", [.one(.bank)], zh: "取消银行的全部维护", en: "cancel all maintenance of a bank",
    examples: ["cancel maintenance cmb"])

  func run(in context: CommandContext) throws -> Reply {
    let periods = try context.session().onboarding.cancelMaintenance(of: bank).map(\.period)
    return Reply(
      confirmation: Bilingual(
        zh: "已取消维护：" + periods.joined(separator: "、"), en: "Maintenance cancelled: " + periods.joined(separator: ", ")))
  }
}

extension CancelMaintenance {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(bank: try names.bank(arguments.operands[0])) }
}
