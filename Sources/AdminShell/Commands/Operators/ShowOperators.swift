import Domain
import Text

/// `show operators`
struct ShowOperators: ShowCommand, PlainCommand {
  static let form = Form(
    "show operators", zh: "操作员及其角色", en: "the operators and their roles", examples: ["show operators"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.operators(try session.administration.operatorReports(), isSandbox: session.store.isSandbox)
  }
}

extension CommandContext {
  /// The operators after a change of them, with the conflicts of the change with the schedule.
  func operators(saying notes: [Bilingual] = []) throws -> Reply {
    let session = try session()
    return Reply(
      result: Listing.operators(try session.administration.operatorReports(), isSandbox: session.store.isSandbox),
      notes: notes + session.latestClashes.map(\.message))
  }
}
