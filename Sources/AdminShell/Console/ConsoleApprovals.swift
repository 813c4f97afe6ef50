import Domain
import Foundation
import RolloutControl
import Store
import Text

/// Commands of more than one pair of eyes.
extension Console {
  func emergency(_ edit: RolloutEdit, _ reason: String, _ session: OperatorSession) throws -> Reply {
    let done = try session.emergencies.stop(edit, reason: reason)
    return Reply(answer: EmergencyAnswer(revision: done.revision, review: done.review, clashes: session.latestClashes))
  }

  func request(_ action: Action, replacing number: Int?, _ session: OperatorSession) throws -> Reply {
    let request: ApprovalRequest
    switch action {
    case .commit(let terms): request = try requestCommit(terms, replacing: number, session)
    case .code(.apply(let file, let terms)):
      let staged = try session.staged(steps(of: file, from: session.running().rollout), terms)
      request = try requestCommit(staged.terms, replacing: number, staged.session)
    default: request = try session.approvals.request(try change(of: action, session), comment: "", replacing: number)
    }
    var answer = try answer(for: request, session)
    answer.tellsImpact = false
    return Reply(answer: answer, notes: accountNotes(on: action, session))
  }

  /// A name that is nobody's account counts as an operator, and as an approver, all the same: that is said. In a sandbox
  /// names are only pretended.
  private func accountNotes(on action: Action, _ session: OperatorSession) -> [Bilingual] {
    guard case .setOperator(let name, _) = action, !session.store.isSandbox else { return [] }
    return [accounts.note(on: name)].compactMap(\.self)
  }

  private func requestCommit(
    _ terms: CommitTerms, replacing number: Int?, _ session: OperatorSession
  ) throws -> ApprovalRequest {
    try session.requestCommit(try withLossesTyped(terms, session), replacing: number)
  }

  private func change(of action: Action, _ session: OperatorSession) throws -> RequestedChange {
    switch action {
    case .endpoints(let endpoints): return .endpoints(endpoints)
    case .key(let bank, let file): return .key(bank, try keys(file, session))
    case .onboard(.register(let bank, let url, let lines, let file)):
      return .register(.init(bank: bank, url: url, lines: lines), try keys(file, session))
    case .onboard(.rotateKey(let bank, let file, let overlap)):
      return .rotateKey(bank, try keys(file, session), overlap: overlap)
    case .onboard(.certify(let bank, let span)):
      try session.permission.requireRole(.operator)
      return .certify(
        bank,
        try session.approvals.report(
          on: bank, within: span, by: certifying.runner, pause: interruption.check, progress: progress()))
    case .onboard(.rotateNetworkKey(let overlap)): return .rotateNetworkKey(overlap: overlap)
    case .onboard(.maintenance(let bank, let from, let until)): return .maintenance(bank, from: from, until: until)
    case .setOperator(let name, let role): return .setOperator(name, role)
    case .removeOperator(let name): return .removeOperator(name)
    case .trust(.reanchor(let reason)): return .reanchor(reason: reason)
    case .trust(.updateRegistry): return .updateRegistry(fingerprint: session.store.registryFingerprint)
    case .cancelCommit(let number): return .cancelCommit(number)
    default: preconditionFailure("no command that can be requested")
    }
  }

  private func keys(_ file: Word, _ session: OperatorSession) throws -> BankKeyPair {
    try session.onboarding.keyPair(in: Data(try ScriptFile.bytes(of: file)))
  }

  func decide(_ approving: Approving, _ session: OperatorSession) throws -> Reply {
    switch approving {
    case .approve(let number, let version):
      let outcome = try version.map { try session.approvals.approve(number, version: $0) } ?? approve(number, session)
      guard let outcome else { return Reply(notes: [Bilingual(zh: "没有批准", en: "not approved")]) }
      return Reply(
        answer: ApprovalAnswer(
          outcome: outcome, commit: try outcome.commit.map { try answer(for: $0, session) }, clashes: session.latestClashes))
    case .breakGlass(let number, let reason):
      let broken = try session.emergencies.breakGlass(number, reason: reason)
      return Reply(answer: try answer(for: broken.request, session), notes: session.latestClashes.map(\.message))
    case .reject(let number, let reason):
      _ = try session.approvals.reject(number, reason: reason)
      return Reply(answer: try answer(for: try session.approvals.request(number), session))
    case .signReview(let number):
      _ = try session.emergencies.signReview(number)
      return Reply(answer: ReviewsAnswer(reviews: try session.emergencies.reviews().filter { $0.number == number }))
    }
  }

  func appoint(_ action: Action, _ session: OperatorSession) throws -> Reply {
    switch action {
    case .setOperator(let name, let role): try session.administration.addOperator(name, role)
    case .removeOperator(let name): try session.administration.removeOperator(name)
    default: preconditionFailure("not about operators")
    }
    return Reply(
      answer: OperatorsAnswer(operators: try session.administration.operatorReports(), isSandbox: session.store.isSandbox),
      notes: accountNotes(on: action, session) + session.latestClashes.map(\.message))
  }

  /// What was shown is what is approved.
  func answer(for request: ApprovalRequest, _ session: OperatorSession) throws -> RequestAnswer {
    let running = try session.running().rollout
    let report = try session.approvals.report(on: request)
    seen[request.number] = request
    return RequestAnswer(
      report: report, catalogue: session.names(of: report.commit?.rollout ?? running, and: running),
      calledOff: try calledOff(by: report, session))
  }

  /// What the commit would have changed that a request would call off.
  private func calledOff(by report: RequestReport, _ session: OperatorSession) throws -> ComparisonAnswer? {
    guard case .cancelCommit(let number)? = report.change,
      let commit = try session.schedule.scheduled().first(where: { $0.number == number })
    else { return nil }
    let base = try session.history.revision(commit.base)
    return ComparisonAnswer(
      from: .revision(base.number), to: .scheduled(number), changes: base.rollout.changes(to: commit.rollout),
      catalogue: session.names(of: commit.rollout, and: base.rollout))
  }

  /// On a terminal all of what was not shown yet is shown, and asked about.
  private func approve(_ number: Int, _ session: OperatorSession) throws -> ApprovalOutcome? {
    if let ask, seen[number] == nil {
      let answer = try answer(for: try session.approvals.requireApprovable(number), session)
      certifying.tell(answer.text(settings.language, settings.paint).trimmingCharacters(in: .newlines))
      guard ["y", "yes", "是"].contains(ask(Self.question(answer.report.request))?.lowercased()) else { return nil }
    }
    return try session.approvals.approve(number, shown: seen[number])
  }

  private static func question(_ request: ApprovalRequest) -> Bilingual {
    Bilingual(
      zh: "批准申请 \(request.number) 的第 \(request.version) 版吗？y 批准，其他放弃：",
      en: "approve version \(request.version) of request \(request.number)? y approves, anything else leaves it: ")
  }

  /// Of the commits that wait to be confirmed the one whose time is over first; nil where none waits.
  func confirmation() throws -> (revision: Int, until: Moment)? {
    try session().schedule.waitingCommits().min { $0.until < $1.until }.map { ($0.revision, $0.until) }
  }

  /// What everybody who comes has to know: what waits to be confirmed, emergencies that nobody has signed, glass that is
  /// broken, what waits for this operator, and what became of what this operator asked for or approved.
  func standing(_ session: OperatorSession) throws -> [Bilingual] {
    let waiting = try session.schedule.waitingCommits().map { commit in
      Bilingual(
        zh: "版本 \(commit.revision)（\(commit.author)）等待确认：\(commit.until.short) 之前没有 confirm 就撤回",
        en:
          "revision \(commit.revision) (\(commit.author)) waits to be confirmed: undone at \(commit.until.short) otherwise"
      )
    }
    let open = try session.emergencies.reviews().filter { $0.signed == nil }.map { review in
      Bilingual(
        zh: "紧急操作尚未复核：第 \(review.number) 号，版本 \(review.revision)，\(review.author)：\(review.reason)",
        en: """
          an emergency is not reviewed yet: review \(review.number), revision \(review.revision), \(review.author): \
          \(review.reason)
          """)
    }
    let glass = try session.emergencies.brokenGlass().filter { $0.state == .waiting }.map { glass in
      Bilingual(zh: "申请 \(glass.request)：\(glass.text.zh)", en: "request \(glass.request): \(glass.text.en)")
    }
    let missed = try session.news.missedNews().map { NewsWording(record: $0).text }
    return try missed + waiting + open + glass + requestsWaiting(session)
  }

  private func requestsWaiting(_ session: OperatorSession) throws -> [Bilingual] {
    let (toApprove, own) = try session.approvals.openRequests()
    let mine = own.map { request in
      Bilingual(
        zh: "你的申请 \(request.number) 还没有批准：\(request.subject.zh)",
        en: "your request \(request.number) is not approved yet: \(request.subject.en)")
    }
    return mine
      + toApprove.map { request in
        Bilingual(
          zh: "申请 \(request.number)（\(request.author)）等你批准：\(request.subject.zh)；先看 show request \(request.number)",
          en: """
            request \(request.number) (\(request.author)) waits for your approval: \(request.subject.en); show request \
            \(request.number) tells all of it
            """)
      }
  }
}
