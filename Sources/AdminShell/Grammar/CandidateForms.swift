import Domain

/// Commands about the candidate as a whole.
extension Grammar {
  static let candidateForms: [Form] = wholeForms + commitForms

  private static let wholeForms: [Form] = [
    Form(
      "set", [.one(.policy), .one(.value)], zh: "设定策略", en: "set a policy",
      details: Bilingual(
        zh: """
          certification 为 required 时，没有有效认证的银行不能接入，认证失效的银行自动暂停；真实数据库默认 required，沙箱默认 off。\
          guardrail 为百分比时，30 秒内答复的比例低于它的银行自动暂停；默认 off。
          """,
        en: """
          With certification at required no bank is connected without a valid certification, and one whose certification \
          ends is suspended by itself: the standard in a real database; off in a sandbox. With a percentage as guardrail \
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
    Clause("comment", .one(.text), zh: "说明，留在历史里", en: "a comment, kept in the history"),
  ]

  private static let commitForms: [Form] = [
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
        zh: "别人在此期间改了同样的东西时拒绝提交，并列出差异。at 早于现在时拒绝。",
        en:
          "Refused with the difference when someone else changed the same things meanwhile, and when at lies before now."
      ),
      examples: ["commit comment \"第二批试点\"", "commit at 2022-06-29 comment \"nationwide trial\""]
    ) { .commit(try $0.commitTerms()) },
  ]
}
