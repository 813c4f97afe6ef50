import BankLink
import Domain
import Foundation

extension History {
  /// Checks every change of every stored enquiry; those that went with their query are judged by its outcomes.
  func checkEnquiries(_ commit: Commit) {
    for new in commit.after.enquiries {
      let old = commit.before.enquiry(new.query, new.position)
      guard old != new else {
        // Taken on anew at the very time at which a worker that has died had taken it on.
        let isTaken = new.isClaimed && commit.after.work(new.query)?.owner == commit.by.worker
        if isTaken, commit.before.work(new.query)?.owner != commit.by.worker { noteHiddenClaim(of: new, commit) }
        continue
      }
      if let old, old.id != new.id {
        checkAging(from: old, to: new, commit)
        continue
      }
      if let old, !old.isOpen { violated(7, "the enquiry \(new.id) had ended and changed") }
      if new.isOpen { checkProgress(from: old, to: new, commit) } else { checkOutcome(new.state, of: new, commit) }
    }
    for old in commit.before.enquiries where commit.after.enquiry(old.query, old.position) == nil {
      hold(!(commit.after.query(old.query)?.isOpen ?? false), 4, "the enquiry \(old.id) is gone and its query open")
      if old.isOpen { noteHiddenClaim(of: old, commit) }
    }
  }

  /// Notes an enquiry that may have been taken on in the very commit that then ended it or put it off.
  private func noteHiddenClaim(of enquiry: Snapshot.EnquiryRow, _ commit: Commit) {
    guard !commit.rollout.isPaused, case .connected = commit.rollout.state(of: enquiry.bank) else { return }
    commit.by.claimed.append(enquiry.id)
  }

  /// Checks that identifiers change only where the history makes a query one from before, unasked.
  private func checkAging(from old: Snapshot.EnquiryRow, to new: Snapshot.EnquiryRow, _ commit: Commit) {
    hold(ledger.aged.contains(new.query) && banks.held[old.id] == nil, 7, "\(old.id) became \(new.id)")
    hold(
      old.state == new.state && old.nextAt == new.nextAt && old.isAside == new.isAside, 7, "\(new.id) is another one")
    hold(new.isReadBack, 7, "\(new.id) is read as a derived identifier")
    for name in [new.id, new.consent] {
      hold(ledger.names.insert(name).inserted, 7, "the identifier \(name) names two")
    }
  }

  private func checkProgress(from old: Snapshot.EnquiryRow?, to new: Snapshot.EnquiryRow, _ commit: Commit) {
    guard let old else { return new.state == "queued" ? () : checkClaim(of: new, commit) }
    hold(old.query == new.query && old.position == new.position && old.bank == new.bank, 7, "an enquiry was mixed up")
    if new.attempts > old.attempts { return checkRetry(of: new, commit) }
    if new.isAside { return checkPutAside(from: old, to: new, commit) }
    switch (old.state, new.state) {
    case ("queued", "sent"), ("sent", "sent"):
      hold(new.isClaimed, 7, "\(new.id) is asked and in nobody's hand")
      checkClaim(of: new, commit)
    case ("acknowledged", "acknowledged"):
      hold(commit.rollout.state(of: new.bank) != .closed, 9, "a disconnected bank is asked for its answer")
    case ("sent", "acknowledged"), ("queued", "acknowledged"):
      hold(was(new.id) { if case .accepted = $0 { true } else { false } }, 7, "\(new.id) was never accepted for later")
    case ("acknowledged", "sent"): break
    default: violated(4, "the enquiry \(new.id) went from \(old.state) to \(new.state)")
    }
  }

  /// Checks what becomes of an enquiry that cannot be asked soon: it waits as it did, or as one that was taken on and not
  /// asked.
  private func checkPutAside(from old: Snapshot.EnquiryRow, to new: Snapshot.EnquiryRow, _ commit: Commit) {
    let isUnasked = old.isClaimed && old.state == "sent" && old.attempts == 0
    hold(
      new.state == (isUnasked ? "queued" : old.state), 4, "\(new.id) went from \(old.state) to \(new.state) and aside")
    let held = min(commit.time.adding(.seconds(5)), commit.after.query(new.query)?.dueAt ?? .distantFuture)
    let isHeld = new.nextAt == held && new.bank == Template.bankWithoutEndpoint
    hold(
      isHeld || new.nextAt <= commit.time || new.nextAt == old.nextAt, 4, "\(new.id) waits from \(new.nextAt) on")
    checkTaking(of: old, commit)
    guard old.isClaimed, let place = commit.by.claimed.firstIndex(of: new.id) else { return }
    commit.by.claimed.remove(at: place)
    reached(.released)
  }

  /// Checks rule 9: while the service is paused, no bank is asked; a suspended bank is not; a closed bank's enquiries
  /// are withdrawn.
  private func checkClaim(of enquiry: Snapshot.EnquiryRow, _ commit: Commit) {
    hold(!commit.rollout.isPaused, 9, "\(enquiry.id) is asked while the service is paused")
    hold(!wasClosed(enquiry, commit), 9, "\(enquiry.id) is asked although \(enquiry.bank) was disconnected meanwhile")
    guard case .connected = commit.rollout.state(of: enquiry.bank) else {
      return violated(9, "\(enquiry.id) is asked, but \(enquiry.bank) is \(commit.rollout.state(of: enquiry.bank))")
    }
    commit.by.claimed.append(enquiry.id)
  }

  /// Whether the bank has been disconnected since the query was accepted.
  private func wasClosed(_ enquiry: Snapshot.EnquiryRow, _ commit: Commit) -> Bool {
    commit.after.query(enquiry.query).map { commit.timeline.wasClosed(enquiry.bank, after: $0.revision) } ?? false
  }

  /// Checks that only passing failures are tried again, and not before the bank's pause is over.
  private func checkRetry(of enquiry: Snapshot.EnquiryRow, _ commit: Commit) {
    noteHiddenClaim(of: enquiry, commit)
    if case .unknown? = banks.deliveries[enquiry.id]?.last { return }
    guard case .unreached(let pause)? = banks.deliveries[enquiry.id]?.last else {
      let isUnreachable = enquiry.bank == Template.bankWithoutEndpoint
      return hold(
        isUnreachable || was(enquiry.id) { if case .unreached = $0 { true } else { false } }, 7,
        "\(enquiry.id) is asked again")
    }
    guard let pause, let query = commit.after.query(enquiry.query) else { return }
    hold(
      enquiry.nextAt >= min(commit.time.adding(pause), query.dueAt), 7,
      "\(enquiry.id) is to be asked again before the time the bank gave")
  }

  private func was(_ id: String, _ isIt: (SimulatedBanks.Delivery) -> Bool) -> Bool {
    (banks.deliveries[id] ?? []).contains(where: isIt)
  }

  // MARK: Outcomes

  /// Checks the outcomes of a query that ended, as far as they were not known before.
  func checkOutcomes(of query: Snapshot.QueryRow, _ commit: Commit) {
    for enquiry in commit.before.enquiries(of: query.number) {
      let state = query.outcomes.indices.contains(enquiry.position) ? query.outcomes[enquiry.position].state : ""
      if enquiry.isOpen {
        checkOutcome(state, of: enquiry, commit)
      } else {
        hold(state == enquiry.state, 4, "\(enquiry.id) was \(enquiry.state) and is shown as \(state)")
      }
    }
  }

  private func checkOutcome(_ state: String, of enquiry: Snapshot.EnquiryRow, _ commit: Commit) {
    guard let query = commit.after.query(enquiry.query) else { return violated(4, "an enquiry without a query") }
    let isCancelled = query.reason == "cancelled"
    let isClosed = wasClosed(enquiry, commit)
    switch state {
    case "answered":
      hold(!isClosed, 9, "\(enquiry.bank) was disconnected and its answer was taken")
      hold(commit.time < query.dueAt, 4, "an answer was taken after the deadline")
      if !isCancelled { count(enquiry, of: query) }
    case "declined":
      hold(was(enquiry.id) { if case .declined = $0 { true } else { false } }, 4, "\(enquiry.id) was not declined")
    case "failed":
      hold(was(enquiry.id) { if case .malformed = $0 { true } else { false } }, 4, "\(enquiry.id) did not fail")
    case "timed_out": hold(commit.time >= query.dueAt, 4, "\(enquiry.id) timed out before the deadline")
    case "withdrawn": hold(isCancelled || isClosed, 9, "\(enquiry.id) was withdrawn, but \(enquiry.bank) is not closed")
    default: violated(4, "\(enquiry.id) ended as \(state)")
    }
  }

  /// Checks rule 7: the counted answer is one that this bank sent for this enquiry.
  private func count(_ enquiry: Snapshot.EnquiryRow, of query: Snapshot.QueryRow) {
    let items = (try? reader.vault(of: query.number, in: query.vaultDay)) ?? []
    guard let kept = items.first(where: { $0.position == enquiry.position })?.sealed else {
      return violated(7, "the answer to \(enquiry.id) is not kept")
    }
    let isOwn = was(enquiry.id) { delivery in
      if case .answer(let answer, let bank) = delivery { bank == enquiry.bank && answer.sealed == kept } else { false }
    }
    hold(isOwn, 7, "what is kept for \(enquiry.id) is not what \(enquiry.bank) sent")
    hold(ledger.counted[query.number]?[enquiry.position] == nil, 7, "\(enquiry.id) was answered twice")
    ledger.counted[query.number, default: [:]][enquiry.position] = kept
    if ledger.aged.contains(query.number) { reached(.oldAnswered) }
    ledger.sealed.append((query.number, kept))
  }

  // MARK: At the bank

  /// Checks rules 5 and 7: a bank is asked accepted enquiries about that person, for itself alone, and under the same
  /// identifier.
  func checkAsked(_ enquiry: BankEnquiry, at bank: BankCode, by incarnation: Incarnation) {
    let id = enquiry.identifier
    let place = incarnation.claimed.firstIndex(of: id)
    hold(place != nil, 9, "\(id) is asked and nobody took it on")
    if let place { incarnation.claimed.remove(at: place) }
    hold(mayBeAsked(id, bank), 9, "\(id) is asked, but \(bank) may not be asked any more")
    let person = people.firstIndex { $0.details.idNumber == enquiry.details.idNumber } ?? -1
    guard person >= 0, enquiry.details.phone == people[person].details.phone,
      enquiry.details.name == people[person].details.name
    else { return violated(5, "\(id) is about nobody") }
    banks.remember(enquiry, at: bank, person: person, now: time.now)
    let held = banks.held[id]
    hold(held?.bank == bank && held?.consent == enquiry.consent.identifier, 7, "\(id) was another bank's or consent's")
    hold(
      held?.publicKey == enquiry.consent.publicKey && held?.person == person, 7,
      "\(id) was sent again, but not the same")
    hold(enquiry.consent.bank == bank, 5, "\(bank) sees a consent for \(enquiry.consent.bank)")
    hold(banks.isPseudonymFit(enquiry.consent.person, of: person, at: bank), 5, "two banks see the same pseudonym")
  }

  /// Whether a bank could be asked, by any commit that was the last one at this time: what has been in hand for longer is
  /// looked at once more before it is sent.
  private func mayBeAsked(_ id: String, _ bank: BankCode) -> Bool {
    let enquiry = now.enquiries.first { $0.id == id }
    let revision = enquiry.flatMap { now.query($0.query)?.revision }
    for index in views.indices.reversed() {
      let rollout = views[index].timeline.running
      let isClosed = revision.map { views[index].timeline.wasClosed(bank, after: $0) } ?? false
      if !rollout.isPaused, case .connected = rollout.state(of: bank), !isClosed { return true }
      guard views[index].seenAt >= time.now else { return false }
    }
    return false
  }

  /// Notes the replies of a bank; those about another bank's enquiries do not count.
  func noteDelivered(_ replies: BankReplies, from bank: BankCode) {
    for item in replies.items {
      if case .answered(let sealed) = item.reply {
        let answer = SimulatedBanks.Answer(sealed: sealed, cards: banks.readable(sealed))
        banks.deliver(.answer(answer, from: bank), for: item.enquiry)
      }
      guard banks.held[item.enquiry]?.bank == bank else { continue }
      switch item.reply {
      case .answered: break
      case .accepted: banks.deliver(.accepted, for: item.enquiry)
      case .declined(.unknownEnquiry): banks.deliver(.unknown, for: item.enquiry)
      case .declined: banks.deliver(.declined, for: item.enquiry)
      case .malformed: banks.deliver(.malformed, for: item.enquiry)
      }
    }
  }
}
