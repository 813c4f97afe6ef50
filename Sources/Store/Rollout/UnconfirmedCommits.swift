import Domain

/// Commits that are undone unless somebody confirms them in time.
extension Transaction {
  var unconfirmed: UnconfirmedTable { UnconfirmedTable(sql: sql) }

  /// Every commit that had a timer, by revision.
  public func unconfirmedCommits() throws -> [UnconfirmedCommit] { try unconfirmed.all() }

  /// Those that still wait, by revision.
  public func waitingCommits() throws -> [UnconfirmedCommit] { try unconfirmed.waiting() }

  /// Starts the timer of a revision that has just taken force.
  @discardableResult
  public func startTimer(of revision: Revision, _ confirmation: CommitTerms.Confirmation) throws -> UnconfirmedCommit {
    let commit = UnconfirmedCommit(
      revision: revision.number, author: revision.author, from: revision.effectiveAt,
      until: revision.effectiveAt.adding(.minutes(Int64(confirmation.minutes))), guardrails: confirmation.guardrails,
      state: .waiting)
    try unconfirmed.insert(commit)
    try audit(
      author: revision.author, action: "timer", object: "revision \(revision.number)",
      detail: ["until": JSONValue(commit.until), "guardrails": JSONValue(commit.guardrails.map(\.rawValue))])
    return commit
  }

  /// What an operator's commit or `confirm` does to one that waits.
  public func confirm(_ commit: UnconfirmedCommit, by name: String) throws {
    try unconfirmed.markConfirmed(commit.revision, by: name)
    try audit(author: name, action: "confirm", object: "revision \(commit.revision)", detail: [:])
  }

  /// Its time is over and nobody confirmed it: the guardrails decide, or it is undone.
  func end(_ commit: UnconfirmedCommit) throws {
    let findings = try findings(of: commit)
    guard commit.guardrails.isEmpty || !findings.isEmpty else { return try confirm(commit, by: Revision.systemAuthor) }
    let (before, made) = (try revision(commit.revision - 1).rollout, try revision(commit.revision).rollout)
    let running = try lastAppliedRevision().rollout
    var (rollout, kept) = running.undoing(from: before, to: made)
    rollout.settleRegistry(over: store.registry, orOf: running)
    try suspendUncertified(in: &rollout, unlike: running, at: commit.until)
    kept += try keepClosed(in: &rollout, unlike: running) + keepMeetable(in: &rollout, unlike: running)
    let restoration = rollout == running ? nil : try restore(rollout, commit, findings)
    try unconfirmed.markRestored(commit.revision, by: restoration)
    try audit(
      author: Revision.systemAuthor, action: "restore", object: "revision \(commit.revision)",
      detail: [
        "restoration": JSONValue(restoration), "kept": kept.json,
        "findings": .array(findings.map { .string($0.message.en) }),
      ])
  }

  private func restore(_ rollout: Rollout, _ commit: UnconfirmedCommit, _ findings: [GuardrailFinding]) throws -> Int {
    let why =
      findings.isEmpty
      ? Bilingual(zh: "在 \(commit.until.short) 之前没有确认", en: "not confirmed before \(commit.until.short)")
      : Bilingual(
        zh: "护栏未守住：" + findings.map(\.message.zh).joined(separator: "；"),
        en: "guardrails did not hold: " + findings.map(\.message.en).joined(separator: "; "))
    return try append(
      rollout, author: Revision.systemAuthor,
      comment: "撤回版本 \(commit.revision)：\(why.zh) / revision \(commit.revision) undone: \(why.en)",
      committedAt: commit.until, effectiveAt: commit.until
    ).number
  }

  /// What an emergency closed that nobody has reviewed stays closed, whatever else is undone; gives what stays so.
  private func keepClosed(in rollout: inout Rollout, unlike running: Rollout) throws -> [RolloutChange] {
    let reopened = try reopened(by: rollout, over: running).flatMap(\.changes)
    rollout.apply(reopened, of: running)
    return reopened
  }

  /// Rules that the operators there are could not meet do not come back; gives what stays as it is.
  private func keepMeetable(in rollout: inout Rollout, unlike running: Rollout) throws -> [RolloutChange] {
    guard try shortage(of: rollout, over: running) != nil else { return [] }
    let rules = [Policy.fourEyes, .approvals].map { RolloutChange.Subject.policy($0.name) }
    let kept = running.changes(to: rollout).filter { rules.contains($0.subject) }
    rollout.apply(kept, of: running)
    return kept
  }

  /// A bank that a restoration would connect again has to be certified like any other.
  private func suspendUncertified(in rollout: inout Rollout, unlike running: Rollout, at moment: Moment) throws {
    for gap in try uncertifiedBanks(in: rollout, at: moment)
    where rollout.state(of: gap.bank) != running.state(of: gap.bank) {
      rollout.apply(.suspend([gap.bank], reason: "认证失效 certification ended"))
    }
  }

  private func findings(of commit: UnconfirmedCommit) throws -> [GuardrailFinding] {
    guard !commit.guardrails.isEmpty else { return [] }
    let rollout = try lastAppliedRevision().rollout
    return try store.catalogue(of: rollout).banks.map(\.code).flatMap { bank in
      let health = try health(of: bank, from: commit.from, to: commit.until)
      return commit.guardrails.compactMap { $0.finding(of: bank, health, under: rollout) }
    }
  }
}
