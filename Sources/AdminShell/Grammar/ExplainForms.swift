import Text

/// Commands that say why.
extension Grammar {
  private static let channel = Clause(
    "channel", .one(.channel), zh: "从哪个渠道申请，默认 app", en: "where the application comes from, app by default")

  static let explainForms: [Form] = [
    Form(
      "explain", [.one(.region), .any(.banks)],
      clauses: [channel, Clause("at", .one(.time), zh: "在这个时间，默认现在", en: "at this time, now by default")],
      zh: "某地的人此时能否查询这些银行，为什么", en: "whether people of a region may query these banks, and why",
      details: Bilingual(
        zh: "第一个名称是地区，其余是银行；不写银行就是全部银行。每一条都说明是哪个版本、谁定的，以及怎样改动最小就能受理。",
        en: """
          The first name is the region, the rest are banks; without banks, all of them. Each rule is told with the revision \
          and the operator that made it, and the smallest change that would admit.
          """),
      examples: ["explain 广东", "explain 广东 招商银行 广发银行 at 2022-06-08"]
    ) { arguments in
      .explain(
        region: arguments.operands[0], banks: Array(arguments.operands.dropFirst()),
        channel: arguments.clause("channel").first, at: try arguments.time("at"))
    },
    Form(
      "explain query", [.one(.query)],
      clauses: [Clause("at", .one(.time), zh: "在这个时间，默认受理之时", en: "at this time, its acceptance by default")],
      zh: "一次查询为什么受理，不显示是谁", en: "why a query was accepted, without showing whose it is",
      details: Bilingual(
        zh: "按它的地区、渠道和银行，以及本人是否在放行比例之内。记入审计。",
        en: "By its region, channel and banks, and whether its person is within the share. Audited."),
      examples: ["explain query Q00ABCDEFGHJKMNPQR", "explain query Q00ABCDEFGHJKMNPQR at 2022-06-08"]
    ) { .explainQuery(try $0.identifier(0, .query), at: try $0.time("at")) },
    Form(
      "explain refusal", [.one(.refusal), .atMost(1, .region), .any(.banks)], clauses: [channel],
      zh: "一次拒绝的原因，按本人报出的编号", en: "why an application was refused, by the number its person quotes",
      details: Bilingual(
        zh: "只保留了编号、时间、代码和版本。写上本人说的地区和银行，回答就更准，也不会留下。记入审计。",
        en: """
          Its number, time, codes and revision are all that is kept. With the region and banks that the person tells the \
          answer is narrower; they are not kept. Audited.
          """),
      examples: ["explain refusal RABCDEFGHJKMNPQR0", "explain refusal RABCDEFGHJKMNPQR0 广东 招商银行"]
    ) { arguments in
      .explainRefusal(
        try arguments.identifier(0, .refusal), region: arguments.operands.dropFirst().first,
        banks: Array(arguments.operands.dropFirst(2)), channel: arguments.clause("channel").first)
    },
  ]
}
