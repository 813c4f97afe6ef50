import Domain

/// `show history`
struct ShowHistory: ShowCommand, PlainCommand {
  static let form = Form(
    "show history", zh: "全部版本，以及待生效的定时提交", en: "all revisions, and pending scheduled commits",
    examples: ["show history"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.history(
      try session.history.revisions(), pending: try session.schedule.scheduled().filter { $0.state == .pending },
      timers: try session.schedule.unconfirmedCommits())
  }
}
