import Domain

/// `show revision`
struct ShowRevision: ShowCommand {
  let revision: Int

  static let form = Form(
    "show revision", [.one(.revision)], zh: "某个版本的全部内容", en: "everything in one revision", examples: ["show revision 2"]
  )

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    try context.result(for: try context.session().history.revision(revision))
  }
}

extension ShowRevision {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(revision: try arguments.number(0, .revision)) }
}
