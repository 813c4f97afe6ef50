import Domain

/// Commands about the candidate as a whole, and onboarding.
extension Grammar {
  static let candidateForms: [Form] = wholeForms + commitForms + onboardingForms

  private static let wholeForms: [Form] = [
    Form(
      "set", [.one(.policy), .one(.value)], zh: "设定策略", en: "set a policy",
      details: Bilingual(zh: "目前还没有任何策略。", en: "No policy exists yet."), examples: ["set POLICY VALUE"]
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

  private static let commitForms: [Form] = [
    Form(
      "commit check", zh: "检查能否提交，不提交", en: "check whether a commit would pass, without committing",
      examples: ["commit check"]
    ) {
      _ in .check
    },
    Form(
      "commit",
      clauses: [
        Clause("at", .one(.time), zh: "到这个时间才生效，默认立即", en: "take force at this time, at once by default"),
        Clause("comment", .one(.text), zh: "说明，留在历史里", en: "a comment, kept in the history"),
      ],
      zh: "提交候选版本，成为新的版本", en: "commit the candidate as a new revision",
      details: Bilingual(
        zh: "别人在此期间改了同样的东西时拒绝提交，并列出差异。at 早于现在时拒绝。",
        en:
          "Refused with the difference when someone else changed the same things meanwhile, and when at lies before now."
      ),
      examples: ["commit comment \"第二批试点\"", "commit at 2022-06-29 comment \"nationwide trial\""]
    ) { .commit(at: try $0.time("at"), comment: try $0.optionalText("comment") ?? "") },
  ]

  private static let onboardingForms: [Form] = [
    Form(
      "endpoint", [.one(.bankOrAll), .one(.url)], zh: "登记银行的网址，立即生效",
      en: "say where a bank is reached, in force at once",
      details: Bilingual(
        zh: "endpoint all URL 为每家银行登记 URL/BANK。不属于版本，立即生效并留有审计记录。",
        en: "endpoint all URL gives each bank URL/BANK. Not part of a revision: in force at once, and audited."),
      examples: ["endpoint icbc http://127.0.0.1:8443/icbc", "endpoint all http://127.0.0.1:8443"]
    ) { .endpoint(bank: $0.operands[0], url: try $0.url(1)) },
    Form(
      "key", [.one(.bank), .one(.file)], zh: "登记银行的公钥文件，立即生效",
      en: "register a bank's public keys from a file, in force at once",
      examples: ["key icbc icbc.pub"]
    ) { .key(bank: $0.operands[0], file: $0.operands[1]) },
  ]
}
