import Domain
import Foundation

extension History {
  /// Checks every change of every query: acceptance, collecting, the end, expiry; and no other.
  func checkQueries(_ commit: Commit) {
    let (before, after) = (commit.before.queries, commit.after.queries)
    guard after.count >= before.count else { return violated(10, "a query is gone") }
    for (old, new) in zip(before, after) where old != new { checkChange(from: old, to: new, commit) }
    for query in after.dropFirst(before.count) { checkAcceptance(query, commit) }
    for person in commit.after.persons {
      let open = after.filter { $0.person == person.id && $0.isOpen }
      hold(open.count <= 1, 3, "\(person.id) has \(open.count) queries at a time")
    }
  }

  /// Checks rules 1, 2 and 3 at the moment of acceptance.
  private func checkAcceptance(_ query: Snapshot.QueryRow, _ commit: Commit) {
    let time = commit.time
    note("accepted: \(query.id) by \(query.person), revision \(query.revision), \(query.banks.map(\.text))")
    guard let person = commit.after.person(query.person) else { return violated(3, "\(query.id) is nobody's") }
    hold(query.acceptedAt == time, 1, "the time of acceptance is not the transaction's")
    hold(query.dueAt == time.adding(.hours(24)), 4, "the deadline is not 24 hours after acceptance")
    hold(
      query.revision == commit.timeline.number, 1,
      "accepted by revision \(query.revision), but \(commit.timeline.number) is in force")
    hold(query.region == person.region, 1, "accepted for a region that is not the person's")
    checkGate(query, person, commit)
    checkWaiting(query, commit)
    hold(wasApplied(for: query, person, commit), 2, "accepted without a valid code for this choice, or for nobody")
    checkNewEnquiries(of: query, commit)
    noteDayKeys(of: query)
    if query.isOpen { captureVault(of: query) }
    if !query.isOpen { checkEnd(of: query, commit) }
  }

  private func checkGate(_ query: Snapshot.QueryRow, _ person: Snapshot.PersonRow, _ commit: Commit) {
    guard let channel = Channel(rawValue: query.channel) else { return violated(1, "an unknown channel") }
    let against = commit.rollout.objections(
      region: person.region, bucket: person.bucket, channel: channel, banks: query.banks)
    hold(against.isEmpty, 1, "accepted although \(against.map(\.code))")
    hold(!query.banks.isEmpty, 2, "accepted without a bank")
  }

  private func checkWaiting(_ query: Snapshot.QueryRow, _ commit: Commit) {
    let generated = commit.after.queries.filter { $0.person == query.person && $0.number < query.number }
      .compactMap(\.generatedAt).max()
    if let generated {
      hold(commit.time >= generated.adding(.days(7)), 3, "accepted within 7 x 24 h of the report of \(generated)")
    }
  }

  /// Whether one of the person's applications in progress has a valid code for exactly this choice of banks.
  private func wasApplied(for query: Snapshot.QueryRow, _ person: Snapshot.PersonRow, _ commit: Commit) -> Bool {
    let index = index(of: person)
    return ledger.calls.contains { call in
      guard call.person == index, call.program == commit.by.name, call.agreed, call.faceFits, let code = call.code
      else {
        return false
      }
      let chosen = call.banks?.uniqued ?? commit.rollout.offered(in: person.region)
      return chosen == query.banks && call.channel.rawValue == query.channel
        && isGood(code, for: chosen, phoneHash: person.phoneHash, in: commit.before, at: commit.time)
    }
  }

  private func checkNewEnquiries(of query: Snapshot.QueryRow, _ commit: Commit) {
    guard query.isOpen else { return }
    let enquiries = commit.after.enquiries(of: query.number)
    hold(enquiries.map(\.bank) == query.banks, 4, "the enquiries are not those of the chosen banks")
    let known = commit.before.enquiries.map(\.id)
    hold(enquiries.allSatisfy { !known.contains($0.id) }, 7, "an enquiry's identifier was used before")
  }

  // MARK: Changes

  private func checkChange(from old: Snapshot.QueryRow, to new: Snapshot.QueryRow, _ commit: Commit) {
    hold(old.isSame(as: new), 1, "\(new.id) changed what may not change")
    switch (old.state, new.state) {
    case ("accepted", "collecting"): hold(old.outcomes == new.outcomes, 4, "\(new.id) collects and has outcomes")
    case ("accepted", "accepted"), ("collecting", "collecting"): violated(4, "\(new.id) changed while it was open")
    case ("accepted", _), ("collecting", _): checkEnd(of: new, commit)
    case ("reported", "expired"):
      hold(commit.time >= new.expiresAt ?? .distantFuture, 6, "\(new.id) expired too early")
      hold(old.outcomes == new.outcomes && old.generatedAt == new.generatedAt, 4, "\(new.id) changed when it expired")
    default: violated(4, "\(new.id) went from \(old.state) to \(new.state)")
    }
  }

  /// Checks rule 4: a query ends as a report with every bank's outcome once, or as failed.
  private func checkEnd(of query: Snapshot.QueryRow, _ commit: Commit) {
    note("ended: \(query.id) \(query.state) \(query.reason ?? "") \(query.outcomes.map { "\($0.bank) \($0.state)" })")
    hold(query.outcomes.map(\.bank) == query.banks, 4, "\(query.id) does not name each bank once")
    hold(query.outcomes.allSatisfy { !["queued", "sent", "acknowledged"].contains($0.state) }, 4, "an outcome is open")
    hold(commit.after.enquiries(of: query.number).isEmpty, 4, "\(query.id) ended and still asks")
    let answered = query.outcomes.count { $0.state == "answered" }
    switch (query.state, query.reason) {
    case ("reported", nil), ("expired", nil):
      hold(answered > 0, 4, "a report without an answer")
      checkGeneration(of: query, commit)
    case ("failed", "no_bank_answered"): hold(answered == 0, 4, "\(query.id) failed with an answer")
    case ("failed", "cancelled"):
      let person = commit.after.person(query.person).map { index(of: $0) } ?? -1
      hold(ledger.cancelling.contains(person), 4, "\(query.id) was cancelled by nobody")
    default: violated(4, "\(query.id) ended as \(query.state) \(query.reason ?? "")")
    }
    if query.state == "failed" { hold(query.generatedAt == nil, 3, "a failed query starts a waiting time") }
    checkOutcomes(of: query, commit)
  }

  private func checkGeneration(of query: Snapshot.QueryRow, _ commit: Commit) {
    let generated = min(commit.time, query.dueAt)
    let end = generated.midnightAfter(days: 7)
    hold(query.generatedAt == generated, 6, "generated at \(String(describing: query.generatedAt)), not \(generated)")
    hold(query.expiresAt == end, 6, "expires at \(String(describing: query.expiresAt)), not \(end)")
    hold((query.state == "expired") == (commit.time >= end), 6, "a report was made after its last day")
    guard query.state == "reported" else { return }
    ledger.reportsMade[query.person, default: 0] += 1
    hold(query.vaultDay.end == end, 6, "the report is kept in another day's vault")
    captureVault(of: query)
  }

  /// Keeps a copy of the sealed bytes, to search the files for them later.
  private func captureVault(of query: Snapshot.QueryRow) {
    guard let items = try? reader.vault(of: query.number, in: query.vaultDay) else { return violated(10, "no vault") }
    hold(items.first?.position == -1, 5, "the key of \(query.id) is not kept")
    for item in items { ledger.sealed.append((query.number, item.sealed)) }
  }
}

extension Snapshot.QueryRow {
  /// Whether the unchangeable columns are equal.
  fileprivate func isSame(as other: Snapshot.QueryRow) -> Bool {
    number == other.number && id == other.id && person == other.person && revision == other.revision
      && region == other.region && channel == other.channel && banks == other.banks
      && acceptedAt == other.acceptedAt && dueAt == other.dueAt
  }
}

extension Moment {
  /// The midnight (+08:00) at the end of the natural day that many days after the day of this moment, computed by hand.
  func midnightAfter(days: Int64) -> Moment {
    let (shift, day): (Int64, Int64) = (8 * 3_600_000, 24 * 3_600_000)
    return Moment(milliseconds: ((milliseconds + shift) / day + days + 1) * day - shift)
  }
}

extension [BankCode] {
  /// The elements, each once, in the order in which they come.
  var uniqued: [BankCode] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
