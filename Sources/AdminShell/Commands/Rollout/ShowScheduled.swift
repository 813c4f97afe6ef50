import Domain

/// `show scheduled`, and its other spelling `show schedule`.
protocol ScheduleCommand: ShowCommand, PlainCommand {}

extension ScheduleCommand {
  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.scheduled(try session.schedule.scheduled(), waiting: try session.schedule.waitingCommits())
  }
}

struct ShowScheduled: ScheduleCommand {
  static let form = Form(
    "show scheduled", zh: "定时提交及其状态", en: "scheduled commits and their state", examples: ["show scheduled"])
}

struct ShowSchedule: ScheduleCommand {
  static let form = Form(
    "show schedule", zh: "同 show scheduled", en: "same as show scheduled", examples: ["show schedule"])
}
