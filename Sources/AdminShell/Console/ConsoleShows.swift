import Domain
import RolloutControl
import Store
import Text

/// The answers to `show`.
extension Console {
  func answer(to what: Showable, _ session: OperatorSession) throws -> any Answer {
    switch what {
    case .requests: return RequestsAnswer(requests: try session.approvals.requests(), glass: try session.emergencies.brokenGlass())
    case .request(let number): return try answer(for: try session.approvals.request(number), session)
    default: return try answer(to: what, by: session.running(), session)
    }
  }

  private func answer(to what: Showable, by running: Revision, _ session: OperatorSession) throws -> any Answer {
    switch what {
    case .map:
      MapAnswer(map: TileMap(catalogue, running: running, candidate: session.candidate), columns: settings.columns)
    case .mapComparison(let number): try mapComparison(from: number, running, session)
    case .timeline: TimelineAnswer(points: try session.history.timeline(), columns: settings.columns)
    case .regions: RegionsAnswer(map: TileMap(catalogue, running: running, candidate: session.candidate))
    case .banks:
      BanksAnswer(
        catalogue: catalogue, running: running.rollout, candidate: session.candidate,
        profiles: Dictionary(try session.onboarding.profiles(of: session.names.banks.map(\.code)).map { ($0.bank, $0) }) { _, latest in latest })
    case .channels: ChannelsAnswer(running: running.rollout, candidate: session.candidate)
    case .policies:
      PoliciesAnswer(running: running.rollout, candidate: session.candidate, isSandbox: session.store.isSandbox)
    case .gate: revision(running, session)
    case .candidate: candidate(session, running)
    case .history:
      HistoryAnswer(
        revisions: try session.history.revisions(), pending: try pending(session), timers: try session.schedule.unconfirmedCommits())
    case .scheduled: ScheduledAnswer(commits: try session.schedule.scheduled(), waiting: try session.schedule.waitingCommits())
    case .statistics: StatisticsAnswer(statistics: try session.watch.statistics())
    case .networkKeys: NetworkKeysAnswer(keys: try session.onboarding.networkKeys())
    case .queue: QueueAnswer(report: try session.watch.queue(), catalogue: catalogue)
    case .operators: OperatorsAnswer(operators: try session.administration.operatorReports(), isSandbox: session.store.isSandbox)
    case .requests, .request: preconditionFailure("answered without the rollout")
    case .reviews: ReviewsAnswer(reviews: try session.emergencies.reviews())
    case .revision(let number): revision(try session.history.revision(number), session)
    case .bank(let bank):
      BankProfileAnswer(
        profile: try session.onboarding.profile(of: bank), health: try session.watch.health(of: [bank]).banks[0],
        running: running.rollout, candidate: session.candidate,
        catalogue: catalogue)
    case .certification(let bank): try certificationAnswer(of: bank, session)
    }
  }

  private func mapComparison(from number: Int, _ running: Revision, _ session: OperatorSession) throws -> MapAnswer {
    let target = session.differs ? Comparison.Reference.candidate : .revision(running.number)
    return MapAnswer(
      map: TileMap(
        catalogue, running: try session.history.revision(number), candidate: session.candidate, target: target),
      columns: settings.columns)
  }

  private func pending(_ session: OperatorSession) throws -> [ScheduledCommit] {
    try session.schedule.scheduled().filter { $0.state == .pending }
  }

  private func revision(_ revision: Revision, _ session: OperatorSession) -> RolloutAnswer {
    let title = Bilingual(
      zh: "版本 \(revision.number)（\(revision.effectiveAt.short) 生效）",
      en: "revision \(revision.number) (in force from \(revision.effectiveAt.short))")
    return RolloutAnswer(
      heading: revision.members, title: title, rollout: revision.rollout, changes: nil,
      catalogue: session.catalogue(of: revision),
      columns: settings.columns)
  }

  private func candidate(_ session: OperatorSession, _ running: Revision) -> RolloutAnswer {
    let changes = running.rollout.changes(to: session.candidate)
    return RolloutAnswer(
      heading: [
        .init("revision", "candidate"), .init("base", JSONValue(session.base.number)),
        .init("differs", .bool(!changes.isEmpty)), .init("changes", .array(changes.map(\.json))),
      ],
      title: Bilingual(zh: "候选版本（基于版本 \(session.base.number)）", en: "candidate (from revision \(session.base.number))"),
      rollout: session.candidate,
      changes: ComparisonAnswer(
        from: .revision(running.number), to: .candidate, changes: changes, catalogue: catalogue),
      catalogue: session.catalogue, columns: settings.columns)
  }
}
