import Domain
import Text

/// Commands of more than one pair of eyes: requests, approvals, emergencies, and who may do what.
extension Grammar {
  static let approvalForms: [Form] = requestForms + decisionForms + operatorForms

  /// `request` before a command asks for what it does.
  private static let requestForms: [Form] = [
    "commit", "apply", "endpoint", "key", "register bank", "rotate key", "rotate key network", "certify bank",
    "maintenance bank", "add operator", "remove operator", "cancel commit", "audit reanchor", "registry update",
  ].compactMap { name in
    (commitForms + codeForms + onboardingForms + operatorForms + decisionForms + trustForms).first { $0.name == name }
  }
  .map(request)

  private static func request(_ form: Form) -> Form {
    let summary = form.summary
    return Form(
      "request \(form.name)", form.operands,
      clauses: form.clauses + [
        Clause(
          "replacing", .one(.number), zh: "修改自己的这个申请，已有的批准作废", en: "edit this request of one's own; its approvals end")
      ],
      zh: "申请由别人批准：\(summary.zh)", en: "ask for somebody else's approval: \(summary.en)",
      details: Bilingual(
        zh: "批准后按申请的内容执行；策略 four-eyes 说明哪些改动须经批准。",
        en: "Carried out as it was asked once it is approved; the policy four-eyes says what needs approval."),
      examples: form.examples.prefix(1).map { "request \($0)" }
    ) { arguments in
      .request(try form.build(arguments), replacing: try arguments.number(of: "replacing"))
    }
  }

  private static let decisionForms: [Form] = [
    Form(
      "approve", [.one(.number)],
      clauses: [Clause("version", .one(.number), zh: "只批准这一版", en: "this version only")],
      zh: "批准别人的申请；批准人数够了就执行", en: "approve somebody else's request; it is carried out when enough have",
      details: Bilingual(
        zh: """
          批准的是 show request 在这里显示过的那一版；此后改过的，拒绝并列出差异，先再看一遍。没有看过就批准，在终端上会先显示全部内容再问；\
          在脚本中，改过的申请要写 version。所需人数后来调低、批准已足的，再说一次 approve 就执行。
          """,
        en: """
          What is approved is the version that show request has shown here; one edited since is refused with the \
          differences: look again first. Unseen, a terminal shows all of it and asks; a script says version where the \
          request was ever edited. What has all its approvals since fewer are asked for is carried out when it is approved \
          once more.
          """),
      examples: ["approve 7", "approve 7 version 2"]
    ) { .approve(try $0.number(0, .number), version: try $0.number(of: "version")) },
    Form(
      "reject", [.one(.number)],
      clauses: [Clause("reason", .one(.text), isRequired: true, zh: "为什么，人人可见", en: "why, for everyone to read")],
      zh: "拒绝申请，或撤回自己的申请", en: "reject a request, or withdraw one's own",
      examples: ["reject 7 reason \"太早 too early\""]
    ) { .reject(try $0.number(0, .number), reason: try $0.text("reason")) },
    Form(
      "break glass", [.atMost(1, .number)],
      clauses: [Clause("reason", .one(.text), isRequired: true, zh: "为什么，人人可见", en: "why, for everyone to read")],
      zh: "审批人不在时，让申请 24 小时后不经批准生效", en: "let a request take force in 24 hours without the approvals it lacks",
      details: Bilingual(
        zh: """
          仅限审批人。每个控制台和 show requests 都会告知；此前有人 reject 或改动申请，或者批准已足、申请已执行，就不再有效；\
          只差一部分的批准并不取消它。到时再看一遍谁有权、规则是否满足，\
          不符就放弃并告知；生效后留一号复核，等既没有申请、也没有用 break glass 的审批人签认。不写编号：规则所要的批准多于现有审批人能给的，\
          就申请降到能满足的人数。只能用于没有指定时间的提交，以及 add operator 和 remove operator。
          """,
        en: """
          For approvers. Every console and show requests tell of it; whoever rejects or edits the request before ends it, \
          and so does the last approval that it lacks, which carries it out; an approval before that does not. When its \
          time comes roles and rules are looked at again, and what does not hold is dropped and told; what takes force \
          leaves a review for an approver who neither asked for it nor broke the glass. Without a number: where more \
          approvals are asked for than the approvers there are can give, a request that lowers them to what can be met. It is for commits without a time of their own, and for add operator and remove operator.
          """),
      examples: ["break glass reason \"审批人离职 approvers left\"", "break glass 7 reason \"li 联系不上\""]
    ) { .breakGlass(try $0.optionalNumber(0, .number), reason: try $0.text("reason")) },
    Form("show requests", zh: "全部申请", en: "all requests", examples: ["show requests"]) { _ in .show(.requests) },
    Form(
      "show request", [.one(.number)], zh: "一个申请的全部内容", en: "all of one request",
      details: Bilingual(
        zh: "要批准的一切：改动、条件、影响，会确认、重新打开或使之放弃什么，自己到时会不会被放弃，照现在的情况会因为什么被拒绝。",
        en: """
          All that an approval signs: the changes, the terms, the impact, what it would confirm, reopen and drop, on what it \
          would be dropped itself, and what it would be refused for as things stand.
          """), examples: ["show request 7"]
    ) { .show(.request(try $0.number(0, .number))) },
    Form("show reviews", zh: "紧急操作的复核", en: "the reviews of emergencies", examples: ["show reviews"]) { _ in
      .show(.reviews)
    },
    Form(
      "sign review", [.one(.number)], zh: "签认别人的紧急操作", en: "sign somebody else's emergency", examples: ["sign review 2"]
    ) { .signReview(try $0.number(0, .number)) },
    Form(
      "confirm", [.atMost(1, .revision)], zh: "确认待确认的提交，不再撤回", en: "confirm the commit that waits for it: it stays",
      details: Bilingual(
        zh: "不写版本号就确认所有待确认的提交。", en: "Without a revision, every commit that waits to be confirmed."),
      examples: ["confirm", "confirm 5"]
    ) { .confirm(try $0.optionalNumber(0, .revision)) },
    Form(
      "cancel commit", [.one(.number)], zh: "取消排期的提交", en: "cancel a scheduled commit",
      details: Bilingual(
        zh: """
          同一操作员排在它之后的各步依据它，会一并放弃：取消前先列出；在终端上先问一句。\
          其中有经批准的排期时，取消也须批准：request cancel commit。
          """,
        en: """
          Later steps that its author scheduled stand on it and are dropped with it: they are named first, and on a \
          terminal you are asked. Where one of them was approved they are cancelled with approval only: request cancel commit.
          """),
      examples: ["cancel commit 3"]
    ) { .cancelCommit(try $0.number(0, .number)) },
  ]

  private static let operatorForms: [Form] = [
    Form(
      "add operator", [.one(.account)],
      clauses: [
        Clause("role", .one(.role), isRequired: true, zh: "角色", en: "what they may do")
      ],
      zh: "登记操作员，或改变其角色", en: "register an operator, or give one another role",
      details: Bilingual(
        zh: "角色从小到大：viewer、operator、approver、administrator，大的包含小的。操作员按系统账户识别；本机没有的账户会提醒。",
        en: """
          The roles, each including those before it: viewer, operator, approver, administrator. Operators are known by \
          their system account; one that this machine does not have is taken with a note.
          """),
      examples: ["add operator wang role approver"]
    ) { .setOperator(try $0.account(), try $0.role()) },
    Form(
      "remove operator", [.one(.account)], zh: "除名操作员", en: "remove an operator", examples: ["remove operator wang"]
    ) { .removeOperator(try $0.account()) },
    Form("show operators", zh: "操作员及其角色", en: "the operators and their roles", examples: ["show operators"]) { _ in
      .show(.operators)
    },
  ]
}

extension Arguments {
  /// Of a clause that takes one; nil where it is not said.
  func number(of keyword: String) throws -> Int? {
    try clause(keyword).first.map { try number($0, .number) }
  }

  func account() throws -> String {
    try value(operands[0], .account) { (try? Operator(named: $0))?.name }
  }

  func role() throws -> OperatorRole {
    try value(clause("role")[0], .role, OperatorRole.init(rawValue:))
  }

  /// `confirmed MINUTES [guarded GUARDRAIL... [atleast N] [otherwise back|hold]]`
  func confirmation() throws -> CommitTerms.Confirmation? {
    let guardrails = try clause("guarded").map { try value($0, .guardrails, HealthGuardrail.init(rawValue:)) }
    let evidence = try evidence(isGuarded: !guardrails.isEmpty)
    guard let word = clause("confirmed").first else {
      guard guardrails.isEmpty else { throw missing("confirmed") }
      return nil
    }
    let minutes = try value(word, .minutes) { text in
      Int(text).flatMap { (1...Self.longestConfirmation).contains($0) ? $0 : nil }
    }
    return CommitTerms.Confirmation(
      minutes: minutes, guardrails: HealthGuardrail.allCases.filter { guardrails.contains($0) }, evidence: evidence)
  }

  private func evidence(isGuarded: Bool) throws -> Evidence {
    let atLeast = try clause("atleast").first.map {
      try value($0, .count) { Self.wholeNumber($0).flatMap { $0 > 0 ? $0 : nil } }
    }
    let otherwise = try clause("otherwise").first.map { try value($0, .otherwise, Evidence.Otherwise.init(rawValue:)) }
    guard isGuarded || atLeast == nil && otherwise == nil else { throw missing("guarded") }
    return Evidence(atLeast: atLeast ?? BankHealth.fewest, otherwise: otherwise ?? .back)
  }

  /// A week, in minutes.
  static let longestConfirmation = 10_080

  /// An edit, at once and alone where `emergency` is said.
  func emergency(_ edit: Command) throws -> Command {
    guard has("emergency") else {
      // Only an emergency has to say why a region is closed.
      if form.name == "close region", has("reason") { throw missing("emergency") }
      return edit
    }
    guard let reason = try optionalText("reason") else { throw missing("reason") }
    return .emergency(edit, reason: reason)
  }
}
