import Domain
import RolloutControl
import Text

/// `add operator`
struct AddOperator: RequestableChange {
  let name: String
  let role: OperatorRole

  static let form = Form(
    "add operator", [.one(.account)],
    clauses: [Clause("role", .one(.role), isRequired: true, zh: "角色", en: "the role")],
    zh: "登记操作员，或更改其角色", en: "add an operator, or change an operator's role",
    details: Bilingual(
      zh: "角色依次为 viewer、operator、approver、administrator，后者包含前者。操作员按系统账户识别；本机没有该账户时会提示。",
      en: """
        Roles, each including those before it: viewer, operator, approver, administrator. Operators are identified by their \
        system account; you are told if this machine has no such account.
        """),
    examples: ["add operator wang role approver"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .setOperator(name, role) }

  func requestNotes(in context: CommandContext) throws -> [Bilingual] { try accountNotes(in: context) }

  /// A note if the name is no account of this system, as it counts as an operator, and as an approver, all the same. In
  /// a sandbox names are only pretended.
  private func accountNotes(in context: CommandContext) throws -> [Bilingual] {
    guard try !context.session().store.isSandbox else { return [] }
    return [context.accounts.note(on: name)].compactMap(\.self)
  }

  func run(in context: CommandContext) throws -> Reply {
    try context.session().administration.addOperator(name, role)
    return try context.added(name, saying: try accountNotes(in: context))
  }
}

extension AddOperator {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let role = try arguments.value(arguments.clause("role")[0], .role, OperatorRole.init(rawValue:))
    self.init(name: try arguments.account(), role: role)
  }
}
