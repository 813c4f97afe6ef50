import Domain
import Text

/// `show operators`
struct ShowOperators: ShowCommand, PlainCommand {
  static let form = Form(
    "show operators", zh: "操作员及其角色", en: "operators and their roles", examples: ["show operators"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.operators(try session.administration.operatorReports(), isSandbox: session.store.isSandbox)
  }
}

extension CommandContext {
  /// An operator who was just added or given another role, and what that does to the schedule.
  func added(_ name: String, saying notes: [Bilingual]) throws -> Reply {
    let session = try session()
    let added = try session.administration.operatorReports().filter { $0.name == name }
    return Reply(
      result: Listing.operators(added, hasNotes: false, isSandbox: session.store.isSandbox),
      notes: notes + session.latestClashes.map(\.message))
  }

  /// Who the operators are without one who was just removed, and what that does to the schedule.
  func operatorsLeft() throws -> Reply {
    let session = try session()
    return Reply(
      result: Listing.operators(try session.administration.operatorReports(), isSandbox: session.store.isSandbox),
      notes: session.latestClashes.map(\.message))
  }
}
