import Domain
import Program
import RolloutControl
import Text

/// `show request N`, `request ...`, `reject N`, `break glass N`: one request with everything that an approver answers
/// for.
///
/// The members of `show requests` and `content`, `changes`, `terms`, `missingApprovals`, `impact`, `unmet`, `confirms`,
/// `reopens`, `drops`, `conflicts`, `refusals`, `ready`, `breakGlass`; null or empty if there are none.
struct RequestResult: CommandResult {
  let isPage = true
  let report: RequestReport
  let catalogue: Catalogue
  /// The changes of a scheduled commit that is to be cancelled.
  var calledOff: ComparisonResult?
  /// Whether people are shown the impact: approvers are, the author of the request has seen it.
  var tellsImpact = true

  private var request: ApprovalRequest { report.request }

  private var comparison: ComparisonResult? {
    report.commit.map {
      ComparisonResult(
        from: .revision($0.running), to: .request(request.number), changes: $0.changes, catalogue: catalogue)
    } ?? calledOff
  }

  private var impact: ImpactResult? {
    report.commit.map { ImpactResult(report: $0.forecast.impact, catalogue: catalogue) }
  }

  private var consequences: Consequences {
    report.commit?.forecast.consequences ?? Consequences(clashes: report.clashes)
  }

  var json: JSONValue {
    .object(
      request.members + [
        .init("content", request.content), .init("changes", comparison?.json["changes"] ?? .null),
        .init("terms", report.terms?.json ?? .null), .init("missingApprovals", JSONValue(report.missingApprovals)),
        .init("impact", impact?.json ?? .null),
        .init("unmet", .array((report.commit?.forecast.unmet ?? []).map(\.json))),
      ] + consequences.members + [
        .init("refusals", .array(report.refusals.map(\.json))), .init("ready", .bool(report.refusals.isEmpty)),
        .init("breakGlass", report.glass?.json ?? .null),
      ])
  }

  var table: Table { Listing.requests([request], report.glass.map { [$0] } ?? []).table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let lines = [paint(heading[language].withoutControls, .bold)] + details.map { "  " + $0[language].withoutControls }
    return lines.map { $0 + "\n" }.joined() + (comparison?.text(language, paint) ?? "")
      + (tellsImpact ? impact?.text(language, paint) ?? "" : "") + glass(language, paint)
      + Consequences(confirms: consequences.confirms, clashes: consequences.clashes)
      .text(language, paint, SubjectNames(catalogue))
      + refusals(language, paint)
  }

  private var heading: Bilingual {
    Bilingual(
      zh:
        "申请 \(request.number)（第 \(request.version) 版，\(request.author)）：\(request.subject.zh)，\(request.state.title.zh)",
      en: """
        Request \(request.number) (version \(request.version), \(request.author)): \(request.subject.en), \
        \(request.state.title.en)
        """)
  }

  private var details: [Bilingual] {
    let comment = request.comment.isEmpty ? [] : [Bilingual(stored: request.comment)]
    let approvals = request.approvals.map { approval in
      Bilingual(
        zh: "\(approval.by) 已于 \(approval.at.short) 批准", en: "Approved by \(approval.by) at \(approval.at.short)")
    }
    let missing = report.missingApprovals.map { [$0 > 0 ? Self.missing($0) : carryingOut] } ?? []
    return comment + approvals + missing + request.detailLines.map { Bilingual(same: $0) }
      + (report.terms.map { TermsWording(terms: $0, unmet: report.commit?.forecast.unmet ?? []).lines } ?? [])
  }

  /// The text for a request that has all its approvals since fewer are needed.
  private var carryingOut: Bilingual {
    Bilingual(
      zh: "批准人数已够：申请人以外的任一审批人用 approve \(request.number) 执行",
      en: """
        Enough approvals: any approver other than the requester can carry it out with approve \(request.number)
        """)
  }

  private static func missing(_ count: Int) -> Bilingual {
    Bilingual(zh: "还需 \(count) 人批准", en: count == 1 ? "1 more approval needed" : "\(count) more approvals needed")
  }

  private func glass(_ language: Language, _ paint: Paint) -> String {
    guard request.state == .open, let glass = report.glass else { return "" }
    return paint(glass.text[language].withoutControls, .yellow) + "\n"
  }

  private func refusals(_ language: Language, _ paint: Paint) -> String {
    report.refusals.map { refusal in
      let said = Bilingual(
        zh: "按当前情况会被拒绝：\(refusal.told.zh)", en: "Would be refused now: \(refusal.told.en)")
      return paint("\(said[language].withoutControls) [\(refusal.code)]", .red) + "\n"
    }.joined()
  }
}

/// The wording of a commit's terms, for those who have to approve it.
struct TermsWording {
  let terms: CommitTerms
  let unmet: [UnmetPrecondition]

  var lines: [Bilingual] {
    [at, confirmation, losses, override, reopening].compactMap(\.self)
      + (terms.override == nil ? [] : unmet.map { Bilingual(zh: "  \($0.message.zh)", en: "  \($0.message.en)") })
  }

  private var at: Bilingual? {
    terms.at.map { Bilingual(zh: "生效时间：\($0.short)", en: "Effective \($0.short)") }
  }

  private var confirmation: Bilingual? {
    guard let confirmation = terms.confirmation else { return nil }
    let minutes = confirmation.minutes
    guard !confirmation.guardrails.isEmpty else {
      return Bilingual(
        zh: "限时确认：\(minutes) 分钟内未确认则自动撤销",
        en: "Undone unless confirmed within \(minutes) minutes")
    }
    let evidence = confirmation.evidence
    let names = confirmation.guardrails.map(\.rawValue).joined(separator: " ")
    return Bilingual(
      zh: "护栏确认：\(minutes) 分钟后按护栏 \(names) 自动确认或撤销；\(Self.otherwise(evidence).zh)",
      en: "Confirmed or undone by the guardrails \(names) after \(minutes) minutes; "
        + Self.otherwise(evidence).en)
  }

  private static func otherwise(_ evidence: Evidence) -> Bilingual {
    let fewest = evidence.atLeast
    return switch evidence.otherwise {
    case .back: Bilingual(zh: "询问少于 \(fewest) 笔则撤销", en: "undone with fewer than \(fewest) enquiries")
    case .hold: Bilingual(zh: "询问少于 \(fewest) 笔则继续等待确认", en: "stays unconfirmed with fewer than \(fewest) enquiries")
    }
  }

  private var losses: Bilingual? {
    terms.expectedLoss.map {
      Bilingual(
        zh: "受影响人数：最多 \($0) 人失去服务或银行",
        en: $0 == 1 ? "At most 1 person loses the service or a bank" : "At most \($0) people lose the service or a bank"
      )
    }
  }

  private var override: Bilingual? {
    terms.override.map {
      Bilingual(zh: "强制提交（前提条件不满足）：\($0)", en: "Overrides unmet preconditions: \($0)")
    }
  }

  private var reopening: Bilingual? {
    guard !terms.reopening.isEmpty else { return nil }
    let numbers = terms.reopening.map(String.init)
    return Bilingual(
      zh: "重新打开复核 \(numbers.joined(separator: "、")) 所涉紧急操作关闭的内容",
      en: "Reopens what the emergency of review \(numbers.joined(separator: ", ")) closed")
  }
}

extension BrokenGlass {
  var json: JSONValue {
    [
      "request": JSONValue(request), "version": JSONValue(version), "author": .string(author),
      "reason": .string(reason),
      "madeAt": JSONValue(madeAt), "effectiveAt": JSONValue(dueAt), "state": .string(state.name),
      "dropReason": JSONValue(dropReason?.rawValue), "review": JSONValue(review),
    ]
  }

  private var dropReason: ScheduledCommit.DropReason? {
    if case .dropped(let reason) = state { reason } else { nil }
  }

  private var review: Int? {
    if case .done(let review) = state { review } else { nil }
  }

  /// The text of its effect on the request.
  var text: Bilingual {
    switch state {
    case .waiting:
      Bilingual(
        zh: "破窗（\(author)：\(reason)）：将于 \(dueAt.short) 不经审批直接生效，除非此前被拒绝（reject \(request)）、修改或获批",
        en: """
          Break glass by \(author) (\(reason)): effective \(dueAt.short) without approval, unless it is rejected \
          (reject \(request)), edited or approved before
          """)
    case .done(let review):
      Bilingual(
        zh: "破窗（\(author)：\(reason)）：已生效，复核 \(review) 须由他人签认",
        en: "Break glass by \(author) (\(reason)): took effect; review \(review) must be signed by someone else")
    case .dropped(let why):
      Bilingual(
        zh: "破窗（\(author)：\(reason)）：未能生效：\(why.message.zh)",
        en: "Break glass by \(author) (\(reason)): did not take effect: \(why.message.en)")
    case .withdrawn:
      Bilingual(zh: "破窗（\(author)：\(reason)）：已失效", en: "Break glass by \(author) (\(reason)): no longer applies")
    }
  }
}
