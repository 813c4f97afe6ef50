import Domain
import Text

/// Commits that are undone unless somebody confirms them in time.
extension RolloutRecords {
  /// Every commit that had a timer, by revision.
  public func unconfirmedCommits() throws -> [UnconfirmedCommit] {
    try check(.unconfirmed)
    return try unconfirmed.all()
  }

  /// The commits that still wait to be confirmed, by revision.
  public func waitingCommits() throws -> [UnconfirmedCommit] {
    try check(.unconfirmed)
    return try unconfirmed.waiting()
  }

  /// Starts the timer of a revision that has just taken force.
  @discardableResult
  public func startTimer(of revision: Revision, _ confirmation: CommitTerms.Confirmation) throws -> UnconfirmedCommit {
    let commit = UnconfirmedCommit(
      revision: revision.number, author: revision.author, from: revision.effectiveAt,
      until: revision.effectiveAt.adding(.minutes(Int64(confirmation.minutes))), guardrails: confirmation.guardrails,
      evidence: confirmation.evidence, state: .waiting)
    try check(.unconfirmed)
    try unconfirmed.insert(commit)
    try audit(
      author: revision.author, action: "timer", object: "revision \(revision.number)", detail: commit.terms)
    return commit
  }

  /// Confirms a commit that waits, by an operator's commit or `confirm`.
  public func confirm(_ commit: UnconfirmedCommit, by name: String) throws {
    try confirm(commit, by: name, [])
  }

  private func confirm(_ commit: UnconfirmedCommit, by name: String, _ figures: [JSONValue.Member]) throws {
    try check(.unconfirmed)
    try unconfirmed.markConfirmed(commit.revision, by: name)
    try audit(author: name, action: "confirm", object: "revision \(commit.revision)", detail: .object(figures))
  }

  /// Ends a commit whose time is over without confirmation: it is undone, or its guardrails decide.
  func end(_ commit: UnconfirmedCommit) throws {
    guard !commit.guardrails.isEmpty else { return try undo(commit, nil, []) }
    let evidence = try evidence(of: commit)
    let figures = [JSONValue.Member("evidence", evidence.json)]
    let (before, made) = (try revision(commit.revision - 1).rollout, try revision(commit.revision).rollout)
    let verdict = evidence.verdict(
      of: commit.guardrails, needing: commit.evidence, connected: before.banksConnected(by: made),
      under: try lastAppliedRevision().rollout)
    switch verdict {
    case .held: try confirm(commit, by: Revision.systemAuthor, figures)
    case .undecided where commit.evidence.otherwise == .hold: try putOff(commit, figures)
    case .broken, .undecided: try undo(commit, verdict, figures)
    }
  }

  /// Makes a commit wait as long again as it has waited; then everything counts that was counted since it took force.
  private func putOff(_ commit: UnconfirmedCommit, _ figures: [JSONValue.Member]) throws {
    let until = commit.until.adding(commit.until.since(commit.from))
    try check(.unconfirmed)
    try unconfirmed.putOff(commit.revision, until: until)
    try audit(
      author: Revision.systemAuthor, action: "hold", object: "revision \(commit.revision)",
      detail: .object([.init("until", JSONValue(until))] + figures))
  }

  private func undo(_ commit: UnconfirmedCommit, _ verdict: GuardrailVerdict?, _ figures: [JSONValue.Member]) throws {
    let (undone, kept) = try chronicle().undoing(commit.revision)
    let running = try lastAppliedRevision().rollout
    var (rollout, still) = (undone, kept)
    try rollout.settle(restoredFrom: running, over: registry) {
      try uncertifiedBanks(in: $0, at: commit.until).map(\.bank)
    }
    still += try rollout.keepClosed(over: running, in: circumstances())
    let restated = Scope(changing: undone, to: rollout)
    let restoration = rollout == running ? nil : try restore(rollout, restating: restated, commit, verdict)
    try check(.unconfirmed)
    try unconfirmed.markRestored(commit.revision, by: restoration)
    try audit(
      author: Revision.systemAuthor, action: "restore", object: "revision \(commit.revision)",
      detail: .object(
        [
          .init("restoration", JSONValue(restoration)), .init("kept", still.json),
          .init("findings", .array((verdict?.findings ?? []).map { .string($0.en) })),
        ] + figures))
    if let step = try scheduled.step(of: commit.revision) { try dropSteps(after: step) }
  }

  private func restore(
    _ rollout: Rollout, restating restated: Scope, _ commit: UnconfirmedCommit, _ verdict: GuardrailVerdict?
  ) throws -> Int {
    let why =
      verdict?.reason
      ?? Bilingual(zh: "\(commit.until.short) 之前未确认", en: "not confirmed before \(commit.until.short)")
    return try append(
      rollout, author: Revision.systemAuthor,
      comment: StoredWords.restoration.text(
        zh: " \(commit.revision)：\(why.zh)", en: " \(commit.revision) undone: \(why.en)"),
      committedAt: commit.until, effectiveAt: commit.until, restating: restated
    ).number
  }

  private func evidence(of commit: UnconfirmedCommit) throws -> GuardrailEvidence {
    let rollout = try lastAppliedRevision().rollout
    return GuardrailEvidence(
      try catalogue(of: rollout).banks.map {
        (code: $0.code, health: try health(of: $0.code, from: commit.from, to: commit.until))
      })
  }
}

extension UnconfirmedCommit {
  /// The terms as JSON for the audit.
  var terms: JSONValue {
    .object(
      [.init("until", JSONValue(until)), .init("guardrails", JSONValue(guardrails.map(\.rawValue)))]
        + (guardrails.isEmpty
          ? []
          : [
            .init("atLeast", JSONValue(evidence.atLeast)), .init("otherwise", .string(evidence.otherwise.rawValue)),
          ]))
  }
}

extension GuardrailVerdict {
  /// The problems, one sentence each.
  fileprivate var findings: [Bilingual] {
    switch self {
    case .held: []
    case .broken(let findings): findings.map(\.message)
    case .undecided(let bank, let asked, let needed):
      [
        Bilingual(
          zh: "\(bank.map { "\($0) " } ?? "")询问 \(asked) 笔，至少 \(needed) 笔才能判断",
          en: "\(bank.map { "\($0): " } ?? "")\(asked) enquiries, at least \(needed) needed to judge")
      ]
    }
  }

  fileprivate var reason: Bilingual {
    let (zh, en) = (findings.map(\.zh).joined(separator: "；"), findings.map(\.en).joined(separator: "; "))
    return switch self {
    case .undecided: Bilingual(zh: "样本不足，无法判断护栏：\(zh)", en: "guardrails could not be judged: \(en)")
    default: Bilingual(zh: "护栏未守住：\(zh)", en: "guardrails not held: \(en)")
    }
  }
}
