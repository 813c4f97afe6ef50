import Domain
import Text

/// Commands about the candidate as a whole.
extension Grammar {
  static let candidateForms: [Form] = wholeForms + commitForms

  private static let wholeForms: [Form] = [
    Form(
      "set", [.one(.policy), .one(.value)], zh: "设定策略", en: "set a policy",
      details: Bilingual(
        zh: """
          certification 为 required 时，没有有效认证的银行不能接入，认证失效的银行自动暂停；真实数据库默认 required，沙箱默认 off。\
          losses 为 confirm 时，有人会失去服务或银行的提交要写明人数；preconditions 为 required 时，提交要满足登记资料中的前提条件；\
          两者在真实数据库默认生效，沙箱默认 off。\
          guardrail 为百分比时，30 秒内答复的比例低于它的银行自动暂停；默认 off。
          """,
        en: """
          With certification at required no bank is connected without a valid certification, and one whose certification \
          ends is suspended by itself: the standard in a real database; off in a sandbox. So are losses at confirm, with \
          which a commit that takes the service or a bank from people says from how many, and preconditions at required, \
          with which it meets those of the registry. With a percentage as guardrail \
          a bank whose share of answers within 30 s falls under it is suspended by itself; off by default.
          """),
      examples: ["set certification required", "set guardrail 97.5"]
    ) { .set(policy: $0.operands[0], value: $0.operands[1]) },
    Form(
      "load", [.one(.file)], zh: "执行一个编辑命令文件", en: "take the editing commands of a file",
      details: Bilingual(
        zh: "路径相对于写着 load 的文件。文件里有一处错误，就什么也不改。",
        en: "The path is relative to the file that says load. One error in it, and nothing is changed."),
      examples: ["load second-pilot.chaka"]
    ) { .load($0.operands[0]) },
    Form("discard", zh: "放弃候选版本的全部改动", en: "drop every change of the candidate", examples: ["discard"]) { _ in .discard
    },
    Form(
      "rollback", [.one(.revision)], zh: "让候选版本与某个旧版本相同；提交后才生效",
      en: "make the candidate what a revision was; commit to put it in force",
      examples: ["rollback 2"]
    ) { .rollback(try $0.number(0, .revision)) },
  ]

  /// What a commit may say.
  static let commitClauses: [Clause] = [
    Clause("at", .one(.time), zh: "到这个时间才生效，默认立即", en: "take force at this time, at once by default"),
    Clause(
      "confirmed", .one(.minutes), zh: "这么多分钟内没有 confirm 就撤回", en: "undone unless confirmed within so many minutes"),
    Clause(
      "guarded", .some(.guardrails), zh: "到时由这些护栏决定：守住就确认，否则撤回",
      en: "these guardrails decide when the time is over: confirmed where they held, undone where not"),
    Clause(
      "atleast", .one(.count), zh: "护栏至少要有这么多笔询问才能判断，默认 \(BankHealth.fewest)",
      en: "guardrails decide on no fewer enquiries, \(BankHealth.fewest) by default"),
    Clause(
      "otherwise", .one(.otherwise), zh: "询问太少时：back 撤回（默认），hold 继续等待",
      en: "with too few enquiries: back undoes it (the default), hold goes on waiting"),
    Clause("comment", .one(.text), zh: "说明，留在历史里", en: "a comment, kept in the history"),
    expecting, override, reopening,
  ]

  static let commitForms: [Form] = [
    Form(
      "commit check", zh: "检查能否提交，不提交", en: "check whether a commit would pass, without committing",
      examples: ["commit check"]
    ) {
      _ in .check
    },
    Form(
      "commit",
      clauses: commitClauses,
      zh: "提交候选版本，成为新的版本", en: "commit the candidate as a new revision",
      details: Bilingual(
        zh: """
          别人在此期间改了同样的东西时拒绝提交，并列出差异。at 早于现在时拒绝。confirmed 之后，任何操作员的 confirm 或下一次提交都算确认；\
          到时没有确认，它改动的内容就在那一刻恢复原状，与是否有程序在运行无关。策略 losses 为 confirm 时，有人会失去服务或银行的提交要写明 \
          expecting lost 人数，在终端上则要求输入人数；人数在提交时计算，排期的提交生效时不再核对。前提条件在提交时和生效时都要满足。\
          护栏要有足够的询问才作数：总数不少于 atleast，它接入的每家银行也要足够；否则按 otherwise 办。\
          同一操作员排期的各步前后相依：前一步被撤回、放弃或取消，后面的都会放弃。到时会放弃哪些排期、为什么、取决于什么，提交时就会说明；\
          会使已获批准的排期被放弃的提交，也须经批准。紧急操作要关闭的内容（此前已经关闭的也算）在别人签认复核之前要重新打开，须写明 reopening review 编号，rollback、load 和 apply 也一样；确认了哪个待确认的提交，\
          会一并说明。排期的提交生效时再看一遍：提交人还是不是操作员，批准够不够，紧急操作复核了没有；不符就放弃，并告知提交人和审批人。
          """,
        en: """
          Refused with the difference when someone else changed the same things meanwhile, and when at lies before now. \
          What was committed with confirmed is confirmed by any operator's confirm or next commit; else what it changed \
          is undone at that very moment, whether or not anything runs then. Where the policy losses is confirm, a commit \
          by which people lose the service or a bank says expecting lost and their number; on a terminal it is asked for. \
          They are counted when the commit is made, and not again when a scheduled one takes force. Preconditions have to \
          be met at both times. Guardrails decide on evidence only: at least as many enquiries as atleast says, and enough \
          of each bank that the commit connects; otherwise says what comes of too few. What one operator schedules is a \
          plan of steps: where one is undone, dropped or cancelled, those after it are dropped. Which scheduled commits \
          will be dropped, for what, and what that depends on, is said when a commit is made; one that would have an \
          approved one dropped needs approval, too. To open again what an emergency said is to be closed, also where it was \
          closed already, before its review is signed takes reopening review NUMBER, by rollback, load and apply, too; what a commit \
          confirms it says. A scheduled commit is looked at again when its time comes: whether its author is still an \
          operator, whether it has the approvals asked for then, whether emergencies are reviewed; else it is dropped, and \
          author and approvers are told.
          """),
      examples: [
        "commit comment \"第二批试点\"", "commit at 2022-06-29 comment \"nationwide trial\"",
        "commit confirmed 30 guarded answered timeouts",
        "commit confirmed 60 guarded answered atleast 200 otherwise hold",
        "commit expecting lost 120 comment \"暂停招商银行\"", "commit reopening review 3",
      ]
    ) { .commit(try $0.commitTerms()) },
  ]
}
