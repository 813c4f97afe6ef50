import Domain
import Text

/// `confirm`
struct Confirm: ConsoleCommand {
  /// The revision to confirm; nil for every one that waits.
  let revision: Int?

  static let form = Form(
    "confirm", [.atMost(1, .revision)], zh: "确认待确认的提交，不再撤销", en: "confirm an unconfirmed commit, so that it stays",
    details: Bilingual(zh: "默认确认全部待确认的提交。", en: "Default all unconfirmed commits."),
    examples: ["confirm", "confirm 5"])

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    return Reply(
      result: ConfirmResult(confirmed: try session.schedule.confirm(revision), clashes: session.latestClashes))
  }
}

extension Confirm {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(revision: try arguments.optionalNumber(0, .revision))
  }
}
