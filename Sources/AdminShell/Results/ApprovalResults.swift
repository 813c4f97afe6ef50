import Domain
import Program
import RolloutControl
import Text

extension Listing where Row == ApprovalRequest {
  /// `show requests`: all requests, newest last, with the state of their broken glass.
  static func requests(_ requests: [ApprovalRequest], _ glass: [BrokenGlass]) -> Listing {
    func latest(_ request: ApprovalRequest) -> BrokenGlass? { glass.last { $0.request == request.number } }
    return Listing(
      requests,
      [
        Field("request", zh: "编号", en: "number", .right) { .init("\($0.number)", .bold) },
        Field("state", zh: "状态", en: "state") { .init($0.state.title.chosen, csv: $0.state.name) },
        Field("change", zh: "内容", en: "change") { .init($0.subject.chosen, csv: $0.changeName) },
        Field("author", zh: "申请人", en: "requested by") { .init($0.author) },
        Field("version", zh: "版", en: "version", .right) { .init("\($0.version)") },
        Field("approvals", zh: "批准人", en: "approved by") { .init($0.approvals.map(\.by).joined(separator: " ")) },
        Field("madeAt", zh: "时间", en: "time") { .init($0.madeAt.short, csv: $0.madeAt.description) },
        Field("comment", zh: "说明", en: "comment") { .stored($0.comment) },
        Field("breakGlass", zh: "破窗生效", en: "break glass") { latest($0)?.cell ?? "" },
      ],
      empty: Bilingual(zh: "没有审批申请", en: "No requests")
    ) { .object($0.members + [.init("breakGlass", latest($0)?.json ?? .null)]) }
  }
}

extension BrokenGlass {
  /// The time at which the request takes force without the approvals, while it waits for that.
  fileprivate var cell: Table.Cell {
    state == .waiting ? .init(dueAt.short, .yellow, csv: dueAt.description) : ""
  }
}

/// `approve N`: the result.
struct ApprovalResult: CommandResult {
  let outcome: ApprovalOutcome
  var commit: CommitResult?
  /// The conflicts with the schedule, of a request that is no commit.
  var clashes: [ScheduleClash] = []

  private var request: ApprovalRequest {
    switch outcome {
    case .waiting(let request, _), .done(let request, _): request
    }
  }

  private var missing: Int {
    if case .waiting(_, let count) = outcome { count } else { 0 }
  }

  var json: JSONValue {
    .object([
      .init("request", JSONValue(request.number)), .init("version", JSONValue(request.version)),
      .init("done", .bool(missing == 0)), .init("missingApprovals", JSONValue(missing)),
      .init("commit", commit?.json ?? .null), .init("conflicts", .array(clashes.map(\.json))),
    ])
  }

  var table: Table {
    Table(
      [self],
      [
        Field("request", zh: "编号", en: "number", .right) { .init("\($0.request.number)") },
        Field("done", zh: "已执行", en: "done") { .init("\($0.missing == 0)") },
        Field("missing", zh: "还需批准人数", en: "approvals missing", .right) { .init("\($0.missing)") },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let said =
      missing == 0
      ? Bilingual(zh: "申请 \(request.number) 已批准并执行", en: "Request \(request.number) approved and carried out")
      : Bilingual(
        zh: "申请 \(request.number)：您已批准，还需 \(missing) 人批准",
        en: "Request \(request.number): your approval is recorded; \(missing) more needed")
    return paint(said[language], .green) + "\n" + (commit?.text(language, paint) ?? "") + clashes.text(language, paint)
  }
}

extension ApprovalRequest {
  /// The members as in `show requests`.
  var members: [JSONValue.Member] {
    [
      .init("request", JSONValue(number)), .init("state", .string(state.name)), .init("change", .string(changeName)),
      .init("author", .string(author)), .init("version", JSONValue(version)),
      .init("approvals", .array(approvals.map { ["by": .string($0.by), "at": JSONValue($0.at)] })),
      .init("madeAt", JSONValue(madeAt)), .init("comment", .string(comment)), .init("reason", JSONValue(reason)),
    ]
  }

  private var reason: String? {
    if case .rejected(_, let reason) = state { reason } else { nil }
  }

  fileprivate var changeName: String {
    if case .string(let name)? = content["change"] { name } else { "" }
  }

  /// The requested change in a few words.
  var subject: Bilingual {
    switch RequestedChange(json: content) {
    case .commit(_, _, let terms):
      terms.at.map { Bilingual(zh: "提交，\($0.short) 生效", en: "commit, effective \($0.short)") }
        ?? Bilingual(zh: "提交", en: "commit")
    case .endpoints(let endpoints):
      Bilingual(
        zh: "接口地址：" + endpoints.map(\.bank.text).joined(separator: "、"),
        en: "endpoints of " + endpoints.map(\.bank.text).joined(separator: ", "))
    case .register(let endpoint, _): Bilingual(zh: "登记银行 \(endpoint.bank)", en: "register bank \(endpoint.bank)")
    case .key(let bank, _): Bilingual(zh: "银行 \(bank) 的公钥", en: "keys of bank \(bank)")
    case .rotateKey(let bank, _, _): Bilingual(zh: "轮换银行 \(bank) 的公钥", en: "rotate the keys of bank \(bank)")
    case .rotateNetworkKey: Bilingual(zh: "轮换网络的签名密钥", en: "rotate the network key")
    case .maintenance(let bank, let from, let until):
      Bilingual(
        zh: "银行 \(bank) 的维护，\(from.short) 至 \(until.short)",
        en: "maintenance of bank \(bank) from \(from.short) to \(until.short)")
    case .certify(let bank, let report):
      Bilingual(
        zh: "银行 \(bank) 的认证（\(report.verdict.title.zh)）",
        en: "certification of bank \(bank) (\(report.verdict.title.en))")
    case .setOperator(let name, let role):
      Bilingual(zh: "操作员 \(name)：\(role.title.zh)", en: "operator \(name): \(role.title.en)")
    case .removeOperator(let name): Bilingual(zh: "移除操作员 \(name)", en: "remove operator \(name)")
    case .reanchor: Bilingual(zh: "以当前数据库为准，重新锚定审计链", en: "reanchor the audit chain to the database as it is")
    case .updateRegistry: Bilingual(zh: "更新登记资料", en: "update the registry")
    case .cancelCommit(let number): Bilingual(zh: "取消定时提交 \(number)", en: "cancel scheduled commit \(number)")
    case nil: Bilingual(zh: "无法读取", en: "unreadable")
    }
  }

  private static func text(_ overlap: Span) -> String { "overlap \(overlap.milliseconds / 3_600_000) h" }

  /// The lines to look at closely: the endpoint and the keys of a bank.
  var detailLines: [String] {
    switch RequestedChange(json: content) {
    case .endpoints(let endpoints): endpoints.map { "\($0.bank) \($0.url) (\($0.lines.rawValue))" }
    case .register(let endpoint, let keys):
      ["\(endpoint.bank) \(endpoint.url) (\(endpoint.lines.rawValue))", keys.identifiers.joined(separator: " ")]
    case .key(_, let keys): [keys.identifiers.joined(separator: " ")]
    case .rotateKey(_, let keys, let overlap): [keys.identifiers.joined(separator: " "), Self.text(overlap)]
    case .rotateNetworkKey(let overlap): [Self.text(overlap)]
    case .reanchor(let reason): [reason.withoutControls]
    case .updateRegistry(let fingerprint): [fingerprint]
    case .certify(_, let report): ["\(report.endpoint)", report.keys.joined(separator: " ")]
    default: []
    }
  }
}

extension ApprovalRequest.State {
  var title: Bilingual {
    switch self {
    case .open: Bilingual(zh: "待审批", en: "needs approval")
    case .done: Bilingual(zh: "已执行", en: "carried out")
    case .rejected(let name, let reason): Bilingual(zh: "被 \(name) 拒绝：\(reason)", en: "rejected by \(name): \(reason)")
    }
  }
}
