import Domain
import Foundation
import Store

/// Checks of the shape of the work: what is put aside, when a query is looked at, in whose hand an enquiry is, and what
/// is kept of answers.
extension History {
  func checkWork(_ commit: Commit) {
    checkAside(commit)
    checkNextLooks(commit)
    checkHands(commit)
    checkOrder(commit)
    checkKept(commit)
    checkIdentifiers(commit)
  }

  /// Checks that each enquiry put aside stands in its bank's line, and that nothing else does.
  private func checkAside(_ commit: Commit) {
    let expected = commit.after.enquiries.filter(\.isAside).map(\.entry)
    for entry in expected where !commit.after.waiting.contains(entry) {
      violated(4, "an enquiry of query \(entry.query) is put aside and stands in no line of \(entry.bank)")
    }
    for entry in commit.after.waiting where !expected.contains(entry) {
      violated(4, "nothing is behind the entry of query \(entry.query) in the line of \(entry.bank)")
    }
    for enquiry in commit.after.enquiries where enquiry.isAside {
      hold(enquiry.isOpen && !enquiry.isClaimed, 4, "\(enquiry.id) is put aside and \(enquiry.state) or in hand")
      reached(.aside)
    }
  }

  /// Checks rule 4: an open query has open enquiries, and is looked at by the time of each that is not put aside.
  private func checkNextLooks(_ commit: Commit) {
    let open = commit.after.queries.filter(\.isOpen).map(\.number)
    hold(commit.after.work.map(\.query) == open, 4, "the work is not that of the open queries")
    for work in commit.after.work {
      let enquiries = commit.after.enquiries(of: work.query).filter(\.isOpen)
      hold(!enquiries.isEmpty, 4, "query \(work.query) is open and asks nothing")
      let latest = enquiries.filter { !$0.isAside }.map(\.nextAt).min() ?? .distantFuture
      // What was due already may be made due anew, as what a dead worker had in hand is.
      let isLookedAt = work.nextAt ?? .distantFuture <= max(latest, commit.time)
      hold(isLookedAt, 4, "query \(work.query) is not looked at by \(latest)")
      checkLook(of: work, latest, commit)
      guard work.owner == nil, enquiries.contains(where: \.isClaimed) else { continue }
      reached(.ownerDied)
      hold(work.nextAt ?? .distantFuture <= commit.after.latest, 4, "what a dead worker had in hand has to wait")
    }
  }

  /// Checks that a query whose work was written is looked at no earlier than it has to be: what waits costs nothing.
  private func checkLook(of work: Snapshot.WorkRow, _ latest: Moment, _ commit: Commit) {
    let isWritten = commit.before.enquiries(of: work.query) != commit.after.enquiries(of: work.query)
    let isHastened = work.nextAt == commit.time || work.nextAt == commit.after.latest
    guard isWritten, !isHastened else { return }
    hold(work.nextAt ?? .distantFuture == latest, 4, "query \(work.query) is looked at before \(latest)")
  }

  /// Checks that what is in hand has an owner, and that nobody takes it out of a living worker's hand within the lease.
  private func checkHands(_ commit: Commit) {
    for work in commit.after.work {
      let isClaimed = commit.after.enquiries(of: work.query).contains(where: \.isClaimed)
      let before = commit.before.work(work.query)
      guard let owner = work.owner else {
        hold(!isClaimed || before?.owner == nil || commit.isHandedOver(work), 7, "query \(work.query) lost its owner")
        continue
      }
      hold(isClaimed, 7, "query \(work.query) has an owner, and nothing is in hand")
      hold(workers[owner] != nil, 7, "query \(work.query) belongs to nobody")
    }
    for new in commit.after.enquiries where new.isClaimed {
      hold(new.isOpen && new.state != "queued", 7, "\(new.id) is in hand and \(new.state)")
      let old = commit.before.enquiry(new.query, new.position)
      if let old, old.isClaimed, old.nextAt == new.nextAt { continue }
      if let old { checkTaking(of: old, commit) }
      ledger.hands[new.query, default: [:]][new.position] = commit.by.worker
    }
  }

  /// Checks that an enquiry is taken out of nobody's hand but a dead worker's, or one whose lease has run out.
  func checkTaking(of old: Snapshot.EnquiryRow, _ commit: Commit) {
    guard old.isClaimed, let worker = ledger.hands[old.query]?[old.position], worker != commit.by.worker else { return }
    let isOver = old.nextAt <= commit.time
    // A worker that has died may be relieved, and its work be taken on, in one commit.
    let isDead = commit.before.work(old.query)?.owner == nil || !alive.contains { $0.worker == worker }
    if isOver, !isDead { reached(.leaseRanOut) }
    hold(isOver || isDead, 7, "\(old.id) was taken out of the hand of \(workers[worker] ?? "nobody")")
  }

  /// Checks that nobody overtakes those who wait for a bank.
  private func checkOrder(_ commit: Commit) {
    for new in commit.after.enquiries where new.isClaimed {
      let old = commit.before.enquiry(new.query, new.position)
      guard !(old?.isClaimed ?? false) else { continue }
      let left = commit.after.waiting.filter { $0.bank == new.bank && commit.before.waiting.contains($0) }
      guard let old, old.isAside else {
        hold(left.isEmpty, 4, "\(new.id) is taken on before those who wait for \(new.bank)")
        continue
      }
      reached(.returned)
      let entry = old.entry
      let isOvertaking = left.contains { other in
        other.isFetch == entry.isFetch && (other.since, other.query) < (entry.since, entry.query)
      }
      hold(!isOvertaking, 4, "\(new.id) is taken on before one that has waited for \(new.bank) longer")
    }
  }

  /// Checks rule 7: the kept answers are those of the enquiries that are answered, each once and as it came.
  private func checkKept(_ commit: Commit) {
    for query in commit.after.queries {
      let isNew = commit.before.query(query.number) != query
      guard query.isOpen || isNew else { continue }
      let enquiries = commit.after.enquiries(of: query.number)
      guard isNew || enquiries != commit.before.enquiries(of: query.number) else { continue }
      let states = query.isOpen ? enquiries.map(\.state) : query.outcomes.map(\.state)
      let answered = query.state == "failed" ? [] : states.indices.filter { states[$0] == "answered" }
      guard query.state != "expired" else { continue }
      let kept = ((try? reader.vault(of: query.number, in: query.vaultDay)) ?? []).filter { $0.position >= 0 }
      hold(
        kept.map(\.position) == answered, 7,
        "query \(query.number) keeps the answers \(kept.map(\.position)), and \(answered) were given")
      let before = commit.before.enquiries(of: query.number).count { $0.state == "answered" }
      if before + 1 < answered.count { reached(.manyAnswers) }
      for item in kept {
        guard let counted = ledger.counted[query.number]?[item.position] else { continue }
        hold(counted == item.sealed, 7, "the answer \(item.position) of query \(query.number) was replaced")
      }
    }
  }

  /// Checks rule 7: an identifier names one enquiry, or one consent, for good.
  private func checkIdentifiers(_ commit: Commit) {
    for enquiry in commit.after.enquiries where commit.before.enquiry(enquiry.query, enquiry.position) == nil {
      hold(enquiry.isReadBack, 7, "\(enquiry.id) is not read back as the enquiry that it names")
      for name in [enquiry.id, enquiry.consent] {
        hold(ledger.names.insert(name).inserted, 7, "the identifier \(name) names two")
      }
    }
  }
}

extension Commit {
  /// Whether the commit made due what a dead worker had in hand.
  fileprivate func isHandedOver(_ work: Snapshot.WorkRow) -> Bool { work.nextAt.map { $0 <= after.latest } ?? false }
}

extension Snapshot.EnquiryRow {
  /// The entry of the enquiry in the line of its bank, while it is put aside.
  var entry: Snapshot.WaitingRow {
    Snapshot.WaitingRow(bank: bank, isFetch: state == "acknowledged", since: nextAt, query: query)
  }
}
