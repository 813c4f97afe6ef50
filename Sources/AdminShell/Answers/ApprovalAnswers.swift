import Domain
import Program
import RolloutControl
import Text

/// `show requests`: all of them, newest last.
struct RequestsAnswer: Answer {
  let requests: [ApprovalRequest]
  /// Of those whose glass was broken the latest.
  var glass: [BrokenGlass] = []

  var json: JSONValue {
    .array(requests.map { .object($0.members + [.init("breakGlass", glass(of: $0)?.json ?? .null)]) })
  }

  private func glass(of request: ApprovalRequest) -> BrokenGlass? { glass.last { $0.request == request.number } }

  var table: Table {
    var table = Table([
      .init("request", zh: "编号", en: "number", .right), .init("state", zh: "状态", en: "state"),
      .init("change", zh: "内容", en: "change"), .init("author", zh: "申请人", en: "author"),
      .init("version", zh: "版", en: "version", .right), .init("approvals", zh: "批准", en: "approved by"),
      .init("madeAt", zh: "时间", en: "made"), .init("comment", zh: "说明", en: "comment"),
      .init("breakGlass", zh: "应急生效", en: "break glass"),
    ])
    for request in requests {
      table.add([
        .init("\(request.number)", .bold), .init(request.state.title.chosen, csv: request.state.name),
        .init(request.subject.chosen, csv: request.changeName), .init(request.author), .init("\(request.version)"),
        .init(request.approvals.map(\.by).joined(separator: " ")),
        .init(request.madeAt.short, csv: request.madeAt.description), .init(request.comment),
        Self.cell(glass(of: request)),
      ])
    }
    return table
  }

  /// When it takes force without the approvals, while that waits.
  private static func cell(_ glass: BrokenGlass?) -> Table.Cell {
    guard let glass, glass.state == .waiting else { return .init("") }
    return .init(glass.dueAt.short, .yellow, csv: glass.dueAt.description)
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard requests.isEmpty else { return table.withoutEmptyColumns.text(language, paint) }
    return Bilingual(zh: "没有申请", en: "no request")[language] + "\n"
  }
}

/// `approve N`: what it came to.
struct ApprovalAnswer: Answer {
  let outcome: ApprovalOutcome
  var commit: CommitAnswer?
  /// What it does to the schedule, where it is no commit.
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
    var table = Table([
      .init("request", zh: "编号", en: "number", .right), .init("done", zh: "已执行", en: "done"),
      .init("missing", zh: "还差几个批准", en: "approvals missing", .right),
    ])
    table.add([.init("\(request.number)"), .init("\(missing == 0)"), .init("\(missing)")])
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let said =
      missing == 0
      ? Bilingual(zh: "申请 \(request.number) 已批准并执行", en: "request \(request.number) is approved and carried out")
      : Bilingual(
        zh: "申请 \(request.number) 已记下你的批准，还差 \(missing) 个",
        en: "your approval of request \(request.number) is noted; \(missing) more needed")
    return paint(said[language], .green) + "\n" + (commit?.text(language, paint) ?? "") + clashes.text(language, paint)
  }
}

extension ApprovalRequest {
  /// Shape of `show requests`.
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

  /// What is asked for, in a few words.
  var subject: Bilingual {
    switch RequestedChange(json: content) {
    case .commit(_, _, let terms):
      terms.at.map { Bilingual(zh: "提交，\($0.short) 生效", en: "a commit in force from \($0.short)") }
        ?? Bilingual(zh: "提交", en: "a commit")
    case .endpoints(let endpoints):
      Bilingual(
        zh: "银行网址 " + endpoints.map(\.bank.text).joined(separator: "、"),
        en: "endpoint of " + endpoints.map(\.bank.text).joined(separator: ", "))
    case .register(let endpoint, _): Bilingual(zh: "登记银行 \(endpoint.bank)", en: "register bank \(endpoint.bank)")
    case .key(let bank, _): Bilingual(zh: "银行 \(bank) 的公钥", en: "keys of bank \(bank)")
    case .rotateKey(let bank, _, _): Bilingual(zh: "更换银行 \(bank) 的公钥", en: "rotation of the keys of bank \(bank)")
    case .rotateNetworkKey: Bilingual(zh: "更换网络的签名密钥", en: "rotation of the network's key")
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
    case .removeOperator(let name): Bilingual(zh: "移除操作员 \(name)", en: "removal of operator \(name)")
    case .reanchor: Bilingual(zh: "以现在的数据库为准", en: "to go on with the database as it is")
    case .updateRegistry: Bilingual(zh: "改用新的登记资料", en: "to go by another registry")
    case .cancelCommit(let number): Bilingual(zh: "取消 \(number) 号排期", en: "cancelling scheduled commit \(number)")
    case nil: Bilingual(zh: "无法读出", en: "unreadable")
    }
  }

  private static func text(_ overlap: Span) -> String { "overlap \(overlap.milliseconds / 3_600_000) h" }

  /// What has to be looked at closely: where a bank will be asked, and with which keys.
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
    case .open: Bilingual(zh: "待批准", en: "waits for approval")
    case .done: Bilingual(zh: "已执行", en: "carried out")
    case .rejected(let name, let reason): Bilingual(zh: "被 \(name) 拒绝：\(reason)", en: "rejected by \(name): \(reason)")
    }
  }
}
