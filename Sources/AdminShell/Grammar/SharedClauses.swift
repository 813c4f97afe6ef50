import Domain

/// Clauses that several commands have.
extension Clause {
  static let reason = Clause(
    "reason", .one(.text), isRequired: true, zh: "原因，人人可见", en: "the reason, visible to everyone")

  static let channel = Clause(
    "channel", .one(.channel), zh: "申请渠道，默认 app", en: "the channel of the application; default app")

  static let lines = Clause(
    "lines", .one(.lines), zh: "private 允许内网地址（专线），默认 public",
    en: "private allows private addresses (leased lines); default public")

  static let overlap = Clause(
    "overlap", .one(.hours), zh: "新旧密钥同时有效的小时数，默认 72",
    en: "hours during which old and new keys are both valid; default 72")
}

extension [Clause] {
  /// The clauses of a commit.
  static let commit: [Clause] = [
    Clause("at", .one(.time), zh: "生效时间，默认立即", en: "when it takes effect; default at once"),
    Clause(
      "confirmed", .one(.minutes), zh: "确认期限（分钟），逾期未 confirm 则撤销", en: "minutes to confirm it, or it is undone"),
    Clause(
      "guarded", .some(.guardrails), zh: "到期按这些护栏判断：达标则确认，否则撤销",
      en: "guardrails that decide at the end: confirmed if they held, undone if not"),
    Clause(
      "atleast", .one(.count), zh: "护栏判断所需的最少询问笔数，默认 \(BankHealth.fewest)",
      en: "fewest enquiries that guardrails need; default \(BankHealth.fewest)"),
    Clause(
      "otherwise", .one(.otherwise), zh: "样本不足时：back 撤销（默认），hold 继续等待",
      en: "with too few enquiries: back undoes it (default), hold keeps waiting"),
    Clause("comment", .one(.text), zh: "说明，保留在历史中", en: "a comment, kept in the history"),
    Clause(
      "expecting", .one(.loss), zh: "受影响人数上限，超过则拒绝", en: "most people who may lose the service or a bank; refused above"
    ),
    Clause(
      "override", .one(.text), zh: "前提条件不满足时强制提交，写明理由；仅限审批人",
      en: "commit despite unmet preconditions, for this reason; approvers only"),
    Clause(
      "reopening", .some(.reviews), zh: "重新打开紧急操作关闭的内容，写明未签认的复核编号",
      en: "reopen what an emergency closed, by the number of its unsigned review"),
  ]
}
