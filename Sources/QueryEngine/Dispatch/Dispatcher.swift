import BankLink
import Domain
import Store

/// Takes work on, and carries it out bank by bank: whole queries are taken on in one transaction, the exchanges with
/// banks come after it, and the replies are taken in in another.
struct Dispatcher: Sendable {
  let parts: EngineParts

  /// Takes on due work, and hands over each bank's claims. A failure is reported and keeps no other bank from being
  /// asked. A fault on our own side is thrown, and nothing is taken on: the work waits (rule 14).
  func claims(reporting report: (any Error) -> Void, _ start: (Claim) -> Void) async throws -> Bool {
    let (isDue, isNew, now) = try parts.store.readGate { transaction, gate in
      (try transaction.isWorkDue(), parts.closuresSeen.isNew(gate.revision), transaction.now)
    }
    let isAnyInHand = !parts.inHand.banks.isEmpty
    let obstacle = isDue || isNew || isAnyInHand ? parts.banks.obstacle : nil
    if isDue, let obstacle { throw obstacle }
    var isAny = false
    do { isAny = try await putAsideUnsent(at: now) } catch { report(error) }
    guard isDue || isNew || isAnyInHand, obstacle == nil else { return isAny }
    let earlier = parts.inHand.banks
    // What is put off at a bank that was disconnected since is due, whatever its time.
    let taken = isDue || isNew ? try await take() : (standings: [:], looked: 0)
    for bank in parts.inHand.banks {
      let standing = earlier.contains(bank) ? nil : taken.standings[bank]
      do {
        for _ in 0..<max(1, parts.settings.requestsPerBank) {
          guard let claim = try await claim(of: bank, standing: standing) else { break }
          isAny = true
          start(claim)
        }
      } catch { report(error) }
    }
    return isAny || taken.looked > 0
  }

  /// Puts aside what was taken on and cannot be sent: its bank has failed since, or is slow.
  private func putAsideUnsent(at now: Moment) async throws -> Bool {
    var isAny = false
    for bank in parts.inHand.banks {
      let isLeftAlone = parts.capacity(of: bank, at: now) == 0
      let limit = isLeftAlone ? Moment.distantFuture : now.adding(.milliseconds(-WorkInHand.longestHold.milliseconds))
      let unsent = parts.inHand.takeOut(of: bank, claimedBefore: limit)
      guard !unsent.isEmpty else { continue }
      isAny = true
      try await release(unsent, of: bank)
    }
    return isAny
  }

  /// Gives back everything that was taken on and is not sent.
  func putAsideAll() async throws {
    for bank in parts.inHand.banks {
      try await release(parts.inHand.takeOut(of: bank, claimedBefore: .distantFuture), of: bank)
    }
  }

  private func release(_ enquiries: [HeldEnquiry], of bank: BankCode) async throws {
    guard !enquiries.isEmpty else { return }
    _ = try await parts.intake.take(Delivery(bank: bank, content: .released, enquiries: enquiries), into: parts)
  }

  private func take() async throws -> (standings: [BankCode: BankStanding], looked: Int) {
    let parts = parts
    let taken = try await parts.store.submit(protecting: .exchange) { transaction in
      var taker = try WorkTaker(parts: parts, transaction: transaction)
      try taker.take()
      return (enquiries: taker.taken, standings: taker.banks, looked: taker.looked, revision: taker.gate.revision)
    }
    parts.closuresSeen.note(taken.revision)
    parts.inHand.add(taken.enquiries)
    return (taken.standings, taken.looked)
  }

  // MARK: One bank

  /// The next request to a bank out of what is in hand; nil if there is none or none may be sent now. `standing` is how
  /// the bank stands by the transaction in which all its enquiries were taken on just now; nil if some were before.
  private func claim(of bank: BankCode, standing: BankStanding?) async throws -> Claim? {
    let throttles = parts.throttles
    while parts.inHand.count(of: bank) > 0,
      let pass = throttles.enter(bank, at: parts.clock.now, most: parts.settings.requestsPerBank)
    {
      var isKept = false
      defer { if !isKept { throttles.leave(bank, pass, at: parts.clock.now) } }
      let enquiries = parts.inHand.next(of: bank, limit: pass.isProbe ? 1 : parts.settings.batchSize)
      guard !enquiries.isEmpty else { return nil }
      let screened = try screen(enquiries, of: bank, standing: standing)
      try await release(screened.released, of: bank)
      for (content, enquiries) in [(Delivery.Content.withdrawn, screened.withdrawn), (.altered, screened.altered)]
      where !enquiries.isEmpty {
        _ = try await parts.intake.take(Delivery(bank: bank, content: content, enquiries: enquiries), into: parts)
      }
      // Of those that were next none may be sent: it is the turn of those behind them.
      guard let endpoint = screened.endpoint, !screened.asked.isEmpty else { continue }
      isKept = true
      return Claim(bank: bank, endpoint: endpoint, enquiries: screened.asked, pass: pass)
    }
    return nil
  }

  /// What becomes of enquiries that are about to be sent.
  private struct Screened {
    var endpoint: BankEndpoint?
    var asked: [NamedEnquiry] = []
    var withdrawn: [HeldEnquiry] = []
    var released: [HeldEnquiry] = []
    /// Those whose stored identifiers are missing or were altered.
    var altered: [HeldEnquiry] = []
  }

  /// Looks once more whether enquiries may be sent, unless they have been taken on just now: the gate may have changed,
  /// a person may have cancelled, and another worker may have taken them over. Those that are gone are dropped.
  private func screen(_ enquiries: [HeldEnquiry], of bank: BankCode, standing known: BankStanding?) throws -> Screened {
    let needNames = enquiries.contains { $0.held.query.identifierKey == nil }
    guard let known, !needNames else {
      return try parts.store.readGate { transaction, gate in
        let standing = try BankStanding(of: bank, gate, in: transaction)
        let open = try transaction.isOpen(Array(Set(enquiries.map(\.held.query.number))).sorted())
        return try screen(enquiries.filter { open.contains($0.held.query.number) }, standing) {
          try transaction.names(ofPlace: $0.position, in: $0.held.query)
        }
      }
    }
    return screen(enquiries, known) { parts.store.names(ofPlace: $0.position, in: $0.held.query) }
  }

  private func screen(
    _ enquiries: [HeldEnquiry], _ standing: BankStanding, names: (HeldEnquiry) throws -> Transaction.EnquiryNames?
  ) rethrows -> Screened {
    var screened = Screened(endpoint: standing.endpoint)
    for enquiry in enquiries {
      if standing.withdraws(enquiry.held.query) {
        screened.withdrawn.append(enquiry)
      } else if standing.endpoint == nil || !standing.allows(fetch: enquiry.isFetch) {
        screened.released.append(enquiry)
      } else if let names = try names(enquiry) {
        screened.asked.append(NamedEnquiry(enquiry: enquiry, names: names))
      } else {
        screened.altered.append(enquiry)
      }
    }
    return screened
  }

  // MARK: The exchange

  /// Sends a claim's request, to ask or to fetch, and takes in the reply; then what is in hand for the bank still.
  func perform(_ claim: Claim) async throws {
    var next: Claim? = claim
    while let claim = next {
      try await send(claim)
      next = try await self.claim(of: claim.bank, standing: nil)
    }
  }

  private func send(_ claim: Claim) async throws {
    defer { parts.throttles.leave(claim.bank, claim.pass, at: parts.clock.now) }
    try await ask(claim)
    let fetches = claim.fetches
    guard !fetches.isEmpty else { return }
    try await exchange(claim, fetches) { () async throws(BankFailure) in
      try await parts.banks.fetch(fetches.map(\.identifier), at: claim.endpoint)
    }
  }

  private func ask(_ claim: Claim) async throws {
    var (enquiries, asked, unreadable): ([BankEnquiry], [NamedEnquiry], [NamedEnquiry]) = ([], [], [])
    for question in claim.asks {
      if let enquiry = try? question.opened(parts) {
        enquiries.append(enquiry)
        asked.append(question)
      } else {
        unreadable.append(question)
      }
    }
    if !unreadable.isEmpty { try await abandon(unreadable, of: claim.bank) }
    guard !enquiries.isEmpty else { return }
    try await exchange(claim, asked) { [enquiries] () async throws(BankFailure) in
      try await parts.banks.ask(
        enquiries, at: claim.endpoint, batch: parts.random.batchIdentifier(),
        callback: parts.settings.callbackURL.map { "\($0)/\(claim.bank)" })
    }
  }

  /// Ends enquiries whose person's details do not open, and never will; everybody else's go on.
  private func abandon(_ enquiries: [NamedEnquiry], of bank: BankCode) async throws {
    _ = try await parts.intake.take(
      Delivery(bank: bank, content: .abandoned(code: "details_unreadable"), named: enquiries), into: parts)
  }

  private func exchange(
    _ claim: Claim, _ asked: [NamedEnquiry], _ talk: () async throws(BankFailure) -> BankReplies
  ) async throws {
    parts.inHand.send(asked.map(\.enquiry), at: parts.clock.now)
    defer { parts.inHand.settle(asked.map(\.enquiry)) }
    let came: Result<BankReplies, BankFailure>
    parts.intake.expect()
    let begin = ContinuousClock.now
    do throws(BankFailure) { came = .success(try await talk()) } catch { came = .failure(error) }
    parts.intake.came()
    tell(came, of: claim.bank, asked, took: ContinuousClock.now - begin)
    let outcome = parts.throttles.judged(came, of: claim.bank, at: parts.clock.now)
    // An exchange that we cut short ourselves says nothing of the bank.
    let isCounted = !Task.isCancelled
    if isCounted { note(outcome, of: claim) }
    let content: Delivery.Content =
      switch outcome {
      case .success(let replies): .replies(replies)
      case .failure(let failure): .failure(failure, isCounted: isCounted)
      }
    _ = try await parts.intake.take(Delivery(bank: claim.bank, content: content, named: asked), into: parts)
    if case .failure(.forbidden(let code)) = outcome { throw BankNotAskable(bank: claim.bank, code: code) }
  }

  private func tell(
    _ came: Result<BankReplies, BankFailure>, of bank: BankCode, _ asked: [NamedEnquiry], took: Duration
  ) {
    let code: String? = if case .failure(let failure) = came { failure.code } else { nil }
    parts.tell(.exchanged(bank: bank, enquiries: asked.map(\.identifier), code: code, took: took))
  }

  private func note(_ outcome: Result<BankReplies, BankFailure>, of claim: Claim) {
    let came: BankThrottle.Outcome?
    switch outcome {
    case .success: came = .replied
    case .failure(.forbidden):
      parts.throttles.hold(claim.bank, at: parts.clock.now)
      return
    case .failure(let failure): came = BankThrottle.Outcome(failure)
    }
    guard let came else { return }
    parts.throttles.note(
      came, of: claim.bank, claim.pass, at: parts.clock.now, jitter: Int(parts.random.below(1_000)),
      most: parts.settings.requestsPerBank)
  }
}
