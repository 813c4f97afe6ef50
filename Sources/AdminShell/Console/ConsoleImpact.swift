import Domain
import RolloutControl
import Store
import Text

/// What a commit would mean, and committing with that known.
extension Console {
  func impact(_ session: OperatorSession) throws -> Reply {
    Reply(answer: ImpactAnswer(report: try session.impact(), catalogue: catalogue))
  }

  /// One that would be refused for its preconditions is found wrong by a rule.
  func check(_ session: OperatorSession) throws -> Reply {
    let running = try session.running().number
    let comparison = ComparisonAnswer(
      from: .revision(running), to: .candidate, changes: try session.check(), catalogue: catalogue)
    let forecast = try session.forecast()
    let answer = CheckAnswer(
      comparison: comparison, warnings: try session.warnings(), forecast: forecast,
      impact: ImpactAnswer(report: forecast.impact, catalogue: catalogue))
    return Reply(answer: answer, status: forecast.unmet.isEmpty ? .done : .refused)
  }

  func commit(_ terms: CommitTerms, _ session: OperatorSession) throws -> Reply {
    let terms = try withLossesTyped(terms, session)
    let outcome = try session.commit(terms)
    return Reply(answer: try answer(for: outcome, session), notes: Self.notes(of: outcome, terms))
  }

  /// With what it met and what it confirmed.
  func answer(for outcome: CommitOutcome, _ session: OperatorSession) throws -> CommitAnswer {
    CommitAnswer(
      outcome: outcome, clashes: session.clashes(with: outcome), confirms: try session.confirmed(by: outcome))
  }

  /// Names the steps that stand on a scheduled commit before it is called off: a person is asked.
  func cancel(_ number: Int, _ session: OperatorSession) throws -> Reply {
    let steps = try session.schedule.steps(after: number)
    if let ask, !steps.isEmpty, Self.isNo(ask(Self.question(number, steps))) {
      return Reply(notes: [Bilingual(zh: "没有取消", en: "nothing was cancelled")])
    }
    let done = try session.schedule.cancelCommit(number)
    let numbers = [done.cancelled.number] + done.dropped.map(\.number)
    let notes = done.dropped.map { step in
      Bilingual(
        zh: "\(step.number) 号排期（\(step.author)，\(step.effectiveAt.short)）依据它，一并放弃",
        en: "scheduled commit \(step.number) (\(step.author), \(step.effectiveAt.short)) stands on it and is dropped")
    }
    return Reply(
      answer: ScheduledAnswer(commits: try session.schedule.scheduled().filter { numbers.contains($0.number) }), notes: notes)
  }

  private static func isNo(_ answer: String?) -> Bool {
    !["y", "yes", "是"].contains((answer ?? "").filter { !$0.isWhitespace }.lowercased())
  }

  private static func question(_ number: Int, _ steps: [ScheduledCommit]) -> Bilingual {
    let numbers = steps.map { "\($0.number)" }
    return Bilingual(
      zh: "\(numbers.joined(separator: "、")) 号排期依据它，会一并放弃。仍要取消 \(number) 号吗？[y/n] ",
      en: "scheduled "
        + (steps.count == 1 ? "commit \(numbers[0]) stands" : "commits \(numbers.joined(separator: ", ")) stand")
        + " on it and will be dropped. Cancel commit \(number)? [y/n] ")
  }

  /// Where a person is there to be asked, the number of those who lose something is typed before anything happens. The
  /// commit, or the request for one, judges it again in its own transaction.
  func withLossesTyped(_ terms: CommitTerms, _ session: OperatorSession) throws -> CommitTerms {
    guard let ask, terms.expectedLoss == nil else { return terms }
    let forecast = try session.forecast(at: terms.at)
    guard let lost = forecast.lossesToConfirm else { return terms }
    guard let typed = ask(Self.question(lost, confirming: forecast.confirms.map(\.revision))),
      Arguments.wholeNumber(typed) == lost
    else {
      throw LossFault.notConfirmed(lost: lost)
    }
    var terms = terms
    terms.expectedLoss = lost
    return terms
  }

  private static func question(_ lost: Int, confirming revisions: [Int]) -> Bilingual {
    let confirmed = revisions.isEmpty ? Bilingual(zh: "", en: "") : Consequences.confirming(revisions)
    return Bilingual(
      zh: (revisions.isEmpty ? "" : confirmed.zh + "。") + "有 \(lost) 人会失去服务或银行（详见 impact）。输入这个人数以继续：",
      en: (revisions.isEmpty ? "" : confirmed.en + ". ")
        + "\(lost) \(lost == 1 ? "person loses" : "people lose") the service or a bank (impact tells where). "
        + "Type that number to go on: ")
  }

  private static func notes(of outcome: CommitOutcome, _ terms: CommitTerms) -> [Bilingual] {
    guard case .scheduled = outcome, terms.expectedLoss != nil else { return [] }
    return [
      Bilingual(
        zh: "会失去服务或银行的人数按现在计算，生效时不再核对",
        en: "the people who lose something were counted as of now, and are not counted again when it takes force")
    ]
  }
}
