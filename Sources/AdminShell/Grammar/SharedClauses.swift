import Domain

/// Clauses that several commands have.
extension Clause {
  static let reason = Clause(
    "reason", .one(.text), isRequired: true, zh: "原因，人人可见", en: "the reason, for everyone to read")

  static let channel = Clause(
    "channel", .one(.channel), zh: "申请渠道，默认 app", en: "where the application comes from; default app")

  static let lines = Clause(
    "lines", .one(.lines), zh: "private 允许内网地址（专线），默认 public",
    en: "private allows private addresses, as leased lines have; default public")

  static let overlap = Clause(
    "overlap", .one(.hours), zh: "新旧密钥同时有效的小时数，默认 72", en: "hours old and new keys are both valid; default 72")
}

extension [Clause] {
  /// The clauses of a commit.
  static let commit: [Clause] = [
    Clause("at", .one(.time), zh: "生效时间，默认立即", en: "when it takes force; default at once"),
    Clause(
      "confirmed", .one(.minutes), zh: "在这么多分钟内没有 confirm 就撤销", en: "undone unless confirmed within so many minutes"),
    Clause(
      "guarded", .some(.guardrails), zh: "到时由这些护栏判断：守住就确认，否则撤销",
      en: "these guardrails decide at the end: confirmed if they held, else undone"),
    Clause(
      "atleast", .one(.count), zh: "护栏至少要有这么多笔询问才判断，默认 \(BankHealth.fewest)",
      en: "fewest enquiries for guardrails to decide; default \(BankHealth.fewest)"),
    Clause(
      "otherwise", .one(.otherwise), zh: "询问太少时：back 撤销（默认），hold 继续等待",
      en: "with too few enquiries: back undoes it (default), hold goes on waiting"),
    Clause("comment", .one(.text), zh: "说明，保留在历史中", en: "a comment, kept in the history"),
    Clause(
      "expecting", .one(.loss), zh: "受损人数的上限，超过就拒绝", en: "refused if more people would lose the service or a bank"),
    Clause(
      "override", .one(.text), zh: "不顾未满足的前提条件，写明理由；须由审批人提交",
      en: "commit despite unmet preconditions, for this reason; approvers only"),
    Clause(
      "reopening", .some(.reviews), zh: "重新打开紧急操作关闭的内容，写明尚未签认的复核编号",
      en: "open again what an emergency closed, by the number of its unsigned review"),
  ]
}
