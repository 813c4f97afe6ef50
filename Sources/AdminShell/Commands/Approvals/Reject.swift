import Domain

/// `reject`
struct Reject: ConsoleCommand {
  let request: Int
  let reason: String

  static let form = Form(
    "reject", [.one(.number)], clauses: [.reason], zh: "拒绝申请，或撤回自己的申请",
    en: "reject a request, or withdraw your own", examples: ["reject 7 reason \"太早\""])

  static let needs = CommandNeeds.anyDatabase

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    _ = try session.approvals.reject(request, reason: reason)
    return Reply(result: try context.result(for: try session.approvals.request(request)))
  }
}

extension Reject {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(request: try arguments.number(0, .number), reason: try arguments.text("reason"))
  }
}
