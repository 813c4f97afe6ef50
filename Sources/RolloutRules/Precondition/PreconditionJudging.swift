import Domain

/// Judges the preconditions of a commit, in the transaction of the commit.
extension RolloutRecords {
  /// The preconditions that a change from one rollout to another does not meet; empty if neither rollout asks for any,
  /// so that no commit switches the policy off for itself. `at` is the time at which the change takes force: regions
  /// that are open then have been open until then.
  public func unmetPreconditions(from: Rollout, to: Rollout, at moment: Moment) throws -> [UnmetPrecondition] {
    guard [from, to].contains(where: { $0.requiresPreconditions(isSandbox: isSandbox) }) else { return [] }
    let rules = catalogue(of: to).preconditions
    return try rules.openings.compactMap { try unmet($0, from: from, to: to, at: moment) }
      + rules.connections.flatMap { try unmet($0, from: from, to: to, at: moment) }
  }

  private func unmet(
    _ rule: OpeningRule, from: Rollout, to: Rollout, at moment: Moment
  ) throws -> UnmetPrecondition? {
    let opened = rule.opened(from: from, to: to)
    guard !opened.isEmpty else { return nil }
    let needed = Span.days(-Int64(rule.days))
    let figures = OpeningFigures(
      opened: opened, openSince: try openSince(rule, lookingBackTo: moment.adding(needed)),
      answers: try answerCount(of: rule.predecessors, from: min(now, moment).adding(needed).day), at: moment)
    return figures.meet(rule) ? nil : .opening(rule, figures)
  }

  /// The time since which all of the group before has been open, by the revisions. The search ends at the revision in
  /// force at `horizon`: a group open then has been open long enough.
  private func openSince(_ rule: OpeningRule, lookingBackTo horizon: Moment) throws -> Moment? {
    var since: Moment?
    var revision: Revision? = try lastAppliedRevision()
    while let found = revision, rule.isPrecedent(found.rollout) {
      since = found.effectiveAt
      guard found.effectiveAt > horizon, found.number > 0 else { break }
      revision = try knownRevision(found.number - 1)
    }
    return since
  }

  private func unmet(
    _ rule: ConnectionRule, from: Rollout, to: Rollout, at moment: Moment
  ) throws -> [UnmetPrecondition] {
    let needed = moment.adding(.days(Int64(rule.certificationDays)))
    return try rule.connected(from: from, to: to).compactMap { bank in
      guard case .valid(let end) = try standing(of: bank, at: moment) else {
        return .connection(bank, rule, endsAt: nil, at: moment)
      }
      return end < needed ? .connection(bank, rule, endsAt: end, at: moment) : nil
    }
  }
}

/// The preconditions that a commit overrides.
extension RolloutRecords {
  /// Records the overridden preconditions with their figures. `object` is the revision or scheduled commit that
  /// overrides them.
  public func auditOverride(
    of unmet: [UnmetPrecondition], reason: String, by author: String, object: String
  ) throws {
    guard !unmet.isEmpty else { return }
    try audit(
      author: author, action: "override", object: object,
      detail: [
        "reason": .string(reason),
        "unmet": .array(
          unmet.map { item in
            guard case .object(let members) = item.json else { return item.json }
            return .object([.init("subject", .string(item.subject))] + members)
          }),
      ])
  }

  /// The override that a scheduled commit was entered with, by the audit chain; nil if there is none.
  func override(of commit: ScheduledCommit) throws -> Warrant.Override? {
    guard let record = try chain.record("override", of: "scheduled \(commit.number)"),
      let reason = record.text("reason"), case .array(let items)? = record["unmet"]
    else { return nil }
    let subjects = items.compactMap { item -> String? in
      if let subject = item.text("subject") { subject } else { nil }
    }
    return Warrant.Override(reason: reason, subjects: subjects)
  }
}
