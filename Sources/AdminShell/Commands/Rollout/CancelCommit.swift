import Domain
import RolloutControl
import Text

/// `cancel commit`
struct CancelCommit: RequestableChange {
  let scheduled: Int

  static let form = Form(
    "cancel commit", [.one(.number)], zh: "取消定时提交", en: "cancel a scheduled commit",
    details: Bilingual(
      zh: """
        同一操作员之后的定时提交依赖于它，将一并作废：取消前先列出，在终端上先询问。其中有经批准的，取消也须审批：\
        request cancel commit。
        """,
      en: """
        Later scheduled commits by the same operator depend on it and are dropped with it; they are listed first, and on a \
        terminal you are asked. If one of them was approved, cancelling needs approval: request cancel commit.
        """),
    examples: ["cancel commit 3"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .cancelCommit(scheduled) }

  /// Cancels the commit. The steps that stand on it are named before, and a person is asked.
  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let steps = try session.schedule.steps(after: scheduled)
    if let ask = context.ask, !steps.isEmpty, !YesOrNo.isYes(ask(question(steps))) {
      return Reply(notes: [Bilingual(zh: "未取消", en: "Not cancelled")])
    }
    let done = try session.schedule.cancelCommit(scheduled)
    let numbers = [done.cancelled.number] + done.dropped.map(\.number)
    return Reply(
      result: Listing.scheduled(try session.schedule.scheduled().filter { numbers.contains($0.number) }))
  }

  private func question(_ steps: [ScheduledCommit]) -> Bilingual {
    let numbers = steps.map { "\($0.number)" }
    return Bilingual(
      zh: "定时提交 \(numbers.joined(separator: "、")) 依赖于它，将一并作废。仍要取消定时提交 \(scheduled) 吗？[y/N] ",
      en: "Scheduled "
        + (steps.count == 1 ? "commit \(numbers[0]) depends" : "commits \(numbers.joined(separator: ", ")) depend")
        + " on it and will be dropped. Cancel scheduled commit \(scheduled)? [y/N] ")
  }
}

extension CancelCommit {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(scheduled: try arguments.number(0, .number)) }
}
