import Domain
import RolloutControl
import Store
import Text

/// `commit`
struct Commit: StepCommand, RequestableCommand {
  let terms: CommitTerms

  static let form = Form(
    "commit", clauses: .commit, zh: "提交候选版本，成为新版本", en: "commit the candidate as a new revision",
    details: Bilingual(
      zh: """
        他人在此期间改动了相同内容时，提交被拒绝，并列出差异。同时确认了哪个待确认的提交，会一并说明。
        at：不能早于现在。到时再次检查：提交人仍是操作员，批准人数足够，紧急操作已复核，前提条件满足；不符则作废，并告知提交人和审批人。\
        同一操作员的定时提交前后依赖，前一个撤销、作废或取消，后面的随之作废；提交时会说明哪些将作废、原因和条件。\
        使已批准的定时提交作废的，也须审批。
        confirmed：任何操作员执行 confirm 或再次提交即为确认；到期未确认，改动立即撤销，与程序是否在运行无关。
        guarded：询问总数达到 atleast、且所接入的每家银行都有足够询问时，由护栏判断；否则按 otherwise 处理。
        expecting：策略 losses 为 confirm 时，使人失去服务或银行的提交须写明人数，在终端上则要求输入。人数在提交时计算，定时提交生效时不再计算。
        reopening：紧急操作关闭的内容（此前已关闭的也算），在复核签认之前重新打开须写明复核编号，rollback、load 和 apply 也一样。
        """,
      en: """
        Refused with the differences if someone else changed the same things meanwhile. It says which unconfirmed commits \
        it confirms.
        at: not before now. At that time it is checked again: its author is still an operator, it has enough approvals, \
        emergencies are reviewed and preconditions met; if not, it is dropped, and author and approvers are told. The \
        scheduled commits of one operator depend on each other: if one is undone, dropped or cancelled, so are those after \
        it. A commit says which scheduled commits will be dropped, why, and on what condition; one that would drop an \
        approved commit needs approval, too.
        confirmed: any operator's confirm or next commit confirms it; if nobody does in time, it is undone at that very \
        moment, whether or not a program is running.
        guarded: guardrails decide if there are at least as many enquiries as atleast says, and enough at each bank that \
        the commit connects; if not, otherwise applies.
        expecting: if the policy losses is confirm, a commit by which people lose the service or a bank states how many; \
        on a terminal you are asked. They are counted when committing, not again when a scheduled commit takes effect.
        reopening: what an emergency closed, even if it was closed before, can be reopened before its review is signed only \
        by stating the number of the review, also by rollback, load and apply.
        """),
    examples: [
      "commit comment \"第二批试点\"", "commit at 2022-06-29 comment \"nationwide trial\"",
      "commit confirmed 30 guarded answered timeouts",
      "commit confirmed 60 guarded answered atleast 200 otherwise hold",
      "commit expecting lost 120 comment \"暂停招商银行\"", "commit reopening review 3",
    ])

  var step: ScriptedStep { .commit(terms) }

  func run(in context: CommandContext) throws -> Reply {
    let terms = try context.withLossesTyped(terms, try context.session())
    let outcome = try context.session().commit(terms)
    return Reply(result: try context.result(for: outcome), notes: Self.notes(of: outcome, terms))
  }

  func request(replacing number: Int?, in context: CommandContext) throws -> ApprovalRequest {
    let session = try context.session()
    return try session.requestCommit(try context.withLossesTyped(terms, session), replacing: number)
  }

  private static func notes(of outcome: CommitOutcome, _ terms: CommitTerms) -> [Bilingual] {
    guard case .scheduled = outcome, terms.expectedLoss != nil else { return [] }
    return [
      Bilingual(
        zh: "受影响人数按当前计算，生效时不再核对",
        en: "People losing are counted now, and not again when the commit takes effect")
    ]
  }
}

extension Commit {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(terms: try arguments.commitTerms()) }
}
