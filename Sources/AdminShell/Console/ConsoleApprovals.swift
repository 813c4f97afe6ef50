import Domain
import Foundation
import RolloutControl
import Store

/// Commands of more than one pair of eyes.
extension Console {
  func emergency(_ edit: RolloutEdit, _ reason: String, _ session: OperatorSession) throws -> Reply {
    let done = try session.emergency(edit, reason: reason)
    return Reply(answer: EmergencyAnswer(revision: done.revision, review: done.review))
  }

  func request(_ action: Action, replacing number: Int?, _ session: OperatorSession) throws -> Reply {
    let request: ApprovalRequest
    switch action {
    case .commit(let terms): request = try requestCommit(terms, replacing: number, session)
    case .code(.apply(let file, let terms)):
      let staged = try session.staged(steps(of: file, from: session.running().rollout), terms)
      request = try requestCommit(staged.terms, replacing: number, staged.session)
    default: request = try session.request(try change(of: action, session), comment: "", replacing: number)
    }
    return Reply(answer: try answer(for: request, session))
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
    case .onboard(.certify(let bank)):
      try session.requireRole(.operator)
      return .certify(
        bank,
        try session.report(on: bank, by: certifying.runner, pause: interruption.check, progress: progress()))
    case .onboard(.rotateNetworkKey(let overlap)): return .rotateNetworkKey(overlap: overlap)
    case .onboard(.maintenance(let bank, let from, let until)): return .maintenance(bank, from: from, until: until)
    case .setOperator(let name, let role): return .setOperator(name, role)
    case .removeOperator(let name): return .removeOperator(name)
    default: preconditionFailure("no command that can be requested")
    }
  }

  private func keys(_ file: Word, _ session: OperatorSession) throws -> BankKeyPair {
    try session.keyPair(in: Data(try ScriptFile.bytes(of: file)))
  }

  func decide(_ approving: Approving, _ session: OperatorSession) throws -> Reply {
    switch approving {
    case .approve(let number, let version):
      let outcome = try session.approve(number, version: version ?? seen[number])
      return Reply(answer: ApprovalAnswer(outcome: outcome, clashes: outcome.commit.map(session.clashes) ?? []))
    case .reject(let number, let reason):
      _ = try session.reject(number, reason: reason)
      return Reply(answer: try answer(for: try session.request(number), session))
    case .signReview(let number):
      _ = try session.signReview(number)
      return Reply(answer: ReviewsAnswer(reviews: try session.reviews().filter { $0.number == number }))
    }
  }

  func appoint(_ action: Action, _ session: OperatorSession) throws -> Reply {
    switch action {
    case .setOperator(let name, let role): try session.addOperator(name, role)
    case .removeOperator(let name): try session.removeOperator(name)
    default: preconditionFailure("not about operators")
    }
    return Reply(
      answer: OperatorsAnswer(operators: try session.operatorReports(), isSandbox: session.store.isSandbox))
  }

  /// What was looked at is what is approved.
  func answer(for request: ApprovalRequest, _ session: OperatorSession) throws -> RequestAnswer {
    seen[request.number] = request.version
    return RequestAnswer(request: request, comparison: try comparison(request, session))
  }

  func answer(for requests: [ApprovalRequest]) -> RequestsAnswer {
    for request in requests { seen[request.number] = request.version }
    return RequestsAnswer(requests: requests)
  }

  /// What a requested commit would change of what is running; nil for another request, and for one that conflicts.
  private func comparison(_ request: ApprovalRequest, _ session: OperatorSession) throws -> ComparisonAnswer? {
    guard case .commit(let base, let state, _)? = RequestedChange(json: request.content) else { return nil }
    let running = try session.store.runningRevision()
    let merge = state.intent(on: try session.revision(base).rollout).rebased(onto: running.rollout)
    guard case .merged(let merged) = merge, request.state == .open else { return nil }
    return ComparisonAnswer(
      from: .revision(running.number), to: .request(request.number), changes: running.rollout.changes(to: merged),
      catalogue: session.names(of: merged, and: running.rollout))
  }

  /// Of the commits that wait to be confirmed the one whose time is over first; nil where none waits.
  func confirmation() throws -> (revision: Int, until: Moment)? {
    try session().waitingCommits().min { $0.until < $1.until }.map { ($0.revision, $0.until) }
  }

  /// What everybody who comes has to know: what waits to be confirmed, and emergencies that nobody has signed.
  func standing(_ session: OperatorSession) throws -> [Bilingual] {
    let waiting = try session.waitingCommits().map { commit in
      Bilingual(
        zh: "版本 \(commit.revision)（\(commit.author)）等待确认：\(commit.until.short) 之前没有 confirm 就撤回",
        en:
          "revision \(commit.revision) (\(commit.author)) waits to be confirmed: undone at \(commit.until.short) otherwise"
      )
    }
    let open = try session.reviews().filter { $0.signed == nil }.map { review in
      Bilingual(
        zh: "紧急操作尚未复核：第 \(review.number) 号，版本 \(review.revision)，\(review.author)：\(review.reason)",
        en: """
          an emergency is not reviewed yet: review \(review.number), revision \(review.revision), \(review.author): \
          \(review.reason)
          """)
    }
    return waiting + open
  }
}
