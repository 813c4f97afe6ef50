import Domain

/// `show queue`
struct ShowQueue: ShowCommand, PlainCommand {
  static let form = Form(
    "show queue", zh: "等待询问的查询：每家银行的数量、速度和预计完成时间",
    en: "waiting queries: number, rate and estimated finish for each bank", examples: ["show queue"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    QueueResult(report: try context.session().watch.queue(), catalogue: context.catalogue)
  }
}
