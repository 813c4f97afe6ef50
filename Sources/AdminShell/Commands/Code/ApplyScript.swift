import Domain
import RolloutControl
import Store
import Text

/// `apply`
struct ApplyScript: RequestableCommand {
  let file: Word
  let terms: CommitTerms

  static let form = Form(
    "apply", [.one(.file)], clauses: .commit, zh: "执行并提交脚本", en: "run a script and commit it",
    details: Bilingual(
      zh: """
        先读完整个文件再执行。文件里的每个 commit 各为一次提交，未写的条件由此处补充；其余改动最后提交一次。没有改动也算成功。\
        须审批的请用 request apply：一个申请只能包含一次提交。
        """,
      en: """
        The whole file is read before anything runs. Each commit in the file is made separately, with the clauses given \
        here where it states none; the rest is committed at the end. Changing nothing succeeds. For changes that need \
        approval, use request apply: a request holds one commit.
        """),
    examples: ["apply rollout.chaka comment \"from git 1a2b3c\""])

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let steps = try context.steps(of: file, from: session.running().rollout)
    let (plan, outcomes) = try applied(steps, session, context)
    return Reply(
      result: AppliedResult(
        plan: plan, commits: try outcomes.map { try context.result(for: $0) }, running: try session.running().number,
        catalogue: session.names(of: plan)),
      notes: outcomes.isEmpty ? [Self.nothingApplied] : [])
  }

  private static let nothingApplied = Bilingual(
    zh: "无需改动，已是最新", en: "Already up to date")

  /// Makes the commits of the script. If one is refused, the earlier ones stay, and are reported.
  private func applied(
    _ steps: [ScriptedStep], _ session: OperatorSession, _ context: CommandContext
  ) throws -> (plan: Plan, outcomes: [CommitOutcome]) {
    var made: [CommitOutcome] = []
    do {
      return try session.apply(steps, terms) { made.append($0) }
    } catch {
      for outcome in made {
        context.certifying.tell(CommitResult(outcome: outcome).message[context.settings.language])
      }
      throw error
    }
  }

  func request(replacing number: Int?, in context: CommandContext) throws -> ApprovalRequest {
    let session = try context.session()
    let staged = try session.staged(context.steps(of: file, from: session.running().rollout), terms)
    return try staged.session.requestCommit(
      try context.withLossesTyped(staged.terms, staged.session), replacing: number)
  }
}

extension ApplyScript {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(file: arguments.operands[0], terms: try arguments.commitTerms())
  }
}
