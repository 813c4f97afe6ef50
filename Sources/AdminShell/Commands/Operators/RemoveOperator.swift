import Domain
import RolloutControl

/// `remove operator`
struct RemoveOperator: RequestableChange {
  let name: String

  static let form = Form(
    "remove operator", [.one(.account)], zh: "移除操作员", en: "remove an operator", examples: ["remove operator wang"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .removeOperator(name) }

  func run(in context: CommandContext) throws -> Reply {
    try context.session().administration.removeOperator(name)
    return try context.operatorsLeft()
  }
}

extension RemoveOperator {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(name: try arguments.account()) }
}
