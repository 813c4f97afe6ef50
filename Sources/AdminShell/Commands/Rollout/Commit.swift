import Domain
import RolloutControl
import Store
import Text

/// `commit`
struct Commit: StepCommand, RequestableCommand {
  let terms: CommitTerms

  static let form = Form(
    "commit", clauses: .commit, zh: "提交候选版本，成为新的版本", en: "commit the candidate as a new revision",
    details: Bilingual(
      zh: """
        别人在此期间改了同样的内容时，提交被拒绝，并列出差异。同时确认了哪个待确认的提交，会一并说明。
        at：不能早于现在。生效时再检查一次：提交人仍是操作员，批准足够，紧急操作已复核，前提条件满足；不符就放弃，并告知提交人和审批人。\
        同一操作员的定时提交前后相依，前一个撤销、放弃或取消，后面的随之放弃；提交时会说明到时将放弃哪些、为什么、取决于什么。\
        会使已获批准的定时提交被放弃的，也须审批。
        confirmed：任何操作员的 confirm 或下一次提交都算确认；到时没有确认，它改动的内容当即恢复，与程序是否在运行无关。
        guarded：询问总数达到 atleast，它接入的每家银行也有足够的询问，护栏才判断；否则按 otherwise 处理。
        expecting：策略 losses 为 confirm 时，使人失去服务或银行的提交须写明人数，在终端上则要求输入。人数在提交时计算，定时提交生效时不再计算。
        reopening：紧急操作要关闭的内容（此前已关闭的也算），复核签认之前要重新打开，须写明复核编号，rollback、load 和 apply 也一样。
        """,
      en: """
        Refused with the difference if someone else changed the same things meanwhile. It says which unconfirmed commits \
        it confirms.
        at: not before now. At that time it is checked again: its author is still an operator, it has the approvals \
        needed then, emergencies are reviewed and preconditions met; else it is dropped, and author and approvers are \
        told. The scheduled commits of one operator build on each other: if one is undone, dropped or cancelled, so are \
        those after it. A commit says which scheduled commits will be dropped, why, and what that depends on; one that \
        would drop an approved commit needs approval, too.
        confirmed: any operator's confirm or next commit confirms it; else what it changed is restored at that very \
        moment, whether or not anything runs then.
        guarded: guardrails decide with at least as many enquiries as atleast says, and enough at each bank that the \
        commit connects; otherwise says what happens with fewer.
        expecting: if the policy losses is confirm, a commit that takes the service or a bank from people states their \
        number; on a terminal it is asked for. They are counted at the commit, not again when a scheduled one takes force.
        reopening: what an emergency said is to be closed, even if it was closed already, is opened again before its \
        review is signed only with the number of that review, by rollback, load and apply, too.
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
        zh: "失去服务或银行的人数按现在计算，生效时不再核对",
        en: "Losses are counted now and not again when the commit takes effect")
    ]
  }
}

extension Commit {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(terms: try arguments.commitTerms()) }
}
