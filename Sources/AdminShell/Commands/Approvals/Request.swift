import Domain
import RolloutControl
import Store
import Text

/// A command that may stand after `request`.
protocol RequestableCommand: ConsoleCommand {
  /// Makes a request for the command's change, or edits the operator's own request.
  func request(replacing number: Int?, in context: CommandContext) throws -> ApprovalRequest
  /// The notes that are printed beside the request.
  func requestNotes(in context: CommandContext) throws -> [Bilingual]
}

extension RequestableCommand {
  func requestNotes(in context: CommandContext) throws -> [Bilingual] { [] }

  /// The type of `request` with this command.
  static var requestType: any ConsoleCommand.Type { Request<Self>.self }
}

/// A command whose one change is made as it was requested.
protocol RequestableChange: RequestableCommand {
  func requestedChange(in context: CommandContext) throws -> RequestedChange
}

extension RequestableChange {
  func request(replacing number: Int?, in context: CommandContext) throws -> ApprovalRequest {
    try context.session().approvals.request(try requestedChange(in: context), comment: "", replacing: number)
  }
}

/// `request` before a command: makes a request for the command's change.
struct Request<Command: RequestableCommand>: ConsoleCommand {
  let command: Command
  let replaced: Int?

  static var form: Form {
    let form = Command.form
    return Form(
      "request \(form.name)", form.operands,
      clauses: form.clauses + [
        Clause(
          "replacing", .one(.number), zh: "修改自己的这个申请，已有批准作废", en: "replace this request of your own; its approvals end")
      ],
      zh: "申请审批：\(form.summary.zh)", en: "request approval: \(form.summary.en)",
      details: Bilingual(
        zh: "批准后按申请内容执行。哪些改动须审批，由策略 four-eyes 决定。",
        en: "Carried out as requested once approved. The policy four-eyes says what needs approval."),
      examples: form.examples.prefix(1).map { "request \($0)" })
  }

  static var needs: CommandNeeds { Command.needs == .anyDatabase ? .anyDatabase : .role(.viewer) }

  func run(in context: CommandContext) throws -> Reply {
    let request = try command.request(replacing: replaced, in: context)
    var result = try context.result(for: request)
    result.tellsImpact = false
    return Reply(result: result, notes: try command.requestNotes(in: context))
  }
}

extension Request {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let replaced = try arguments.number(of: "replacing")
    self.init(command: try Command(arguments, names), replaced: replaced)
  }
}
