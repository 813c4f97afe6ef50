import Domain
import RolloutRules

final class ScheduledInMemory: ScheduledRecords {
  var commits: [ScheduledCommit] = []

  func all() throws -> [ScheduledCommit] { commits }
  func readable() throws -> [ScheduledCommit] { commits }
  func numbers() throws -> [Int] { commits.map(\.number) }
  func isAnyPending() throws -> Bool { commits.contains { $0.state == .pending } }

  func insert(
    base: Int, rollout: Rollout, author: String, comment: String, at: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation?, restated: Scope
  ) throws -> Int {
    let number = commits.count + 1
    commits.append(
      ScheduledCommit(
        number: number, base: base, rollout: rollout, author: author, comment: comment, committedAt: at,
        effectiveAt: effectiveAt, confirmation: confirmation, restated: restated, state: .pending))
    return number
  }

  func markCancelled(_ number: Int) throws { change(number, to: .cancelled) }
  func markApplied(_ number: Int, revision: Int) throws { change(number, to: .applied(revision: revision)) }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    change(number, to: .dropped(told: .nobody), reason)
  }

  func markTold(_ number: Int, isAuthor: Bool) throws {
    change(number, to: .dropped(told: isAuthor ? .author : .another), commits[number - 1].dropReason)
  }

  func remove(_ number: Int) throws { commits.removeAll { $0.number == number } }
  func replaceAltered(_ commit: ScheduledCommit) throws {
    commits = commits.map { $0.number == commit.number ? commit : $0 }
  }

  private func change(
    _ number: Int, to state: ScheduledCommit.State, _ reason: ScheduledCommit.DropReason? = nil
  ) {
    commits = commits.map { commit in
      guard commit.number == number else { return commit }
      return ScheduledCommit(
        number: number, base: commit.base, rollout: commit.rollout, author: commit.author, comment: commit.comment,
        committedAt: commit.committedAt, effectiveAt: commit.effectiveAt, confirmation: commit.confirmation,
        restated: commit.restated, state: state, dropReason: reason)
    }
  }
}

final class UnconfirmedInMemory: UnconfirmedRecords {
  var commits: [UnconfirmedCommit] = []

  func all() throws -> [UnconfirmedCommit] { commits }
  func insert(_ commit: UnconfirmedCommit) throws { commits.append(commit) }
  func putOff(_ revision: Int, until: Moment) throws { change(revision) { ($0.state, until) } }
  func markConfirmed(_ revision: Int, by name: String) throws { change(revision) { (.confirmed(by: name), $0.until) } }

  func markRestored(_ revision: Int, by restoration: Int?) throws {
    change(revision) { (.restored(by: restoration), $0.until) }
  }

  private func change(_ revision: Int, _ new: (UnconfirmedCommit) -> (UnconfirmedCommit.State, Moment)) {
    commits = commits.map { commit in
      guard commit.revision == revision else { return commit }
      let (state, until) = new(commit)
      return UnconfirmedCommit(
        revision: revision, author: commit.author, from: commit.from, until: until, guardrails: commit.guardrails,
        evidence: commit.evidence, state: state)
    }
  }
}

final class BrokenGlassInMemory: BrokenGlassRecords {
  var glasses: [BrokenGlass] = []

  func all() throws -> [BrokenGlass] { glasses }

  func insert(
    request: Int, version: Int, author: String, reason: String, at: Moment, dueAt: Moment
  ) throws -> BrokenGlass {
    let glass = BrokenGlass(
      number: glasses.count + 1, request: request, version: version, author: author, reason: reason, madeAt: at,
      dueAt: dueAt, state: .waiting)
    glasses.append(glass)
    return glass
  }

  func markDone(_ number: Int, review: Int) throws { change(to: .done(review: review)) { $0.number == number } }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    change(to: .dropped(reason)) { $0.number == number }
  }

  func markWithdrawn(request: Int) throws {
    change(to: .withdrawn) { $0.request == request && $0.state == .waiting }
  }

  private func change(to state: BrokenGlass.State, where isMeant: (BrokenGlass) -> Bool) {
    glasses = glasses.map { glass in
      guard isMeant(glass) else { return glass }
      return BrokenGlass(
        number: glass.number, request: glass.request, version: glass.version, author: glass.author,
        reason: glass.reason, madeAt: glass.madeAt, dueAt: glass.dueAt, state: state)
    }
  }
}
