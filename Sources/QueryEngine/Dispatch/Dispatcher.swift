import BankLink
import Domain
import Store

/// Takes work on, bank by bank, and carries it out: a claim is one transaction, the exchange with the bank comes after
/// it, and the replies are taken in in another.
struct Dispatcher: Sendable {
  let parts: EngineParts

  /// A bank with due enquiries.
  private struct DueBank: Sendable {
    let bank: BankCode
    /// Whether its enquiries are only withdrawn.
    let isClosed: Bool
  }

  private typealias Outcome = (claims: [Claim], failure: (any Error)?)

  /// Takes on due work, and hands over each bank's claims as soon as they are made. Banks are claimed side by side, so
  /// that they share commits and none waits for another; each claim occupies its bank's line until `perform` has ended.
  /// A failure at one bank is reported and keeps no other from being asked. A fault on our own side is thrown, and
  /// nothing is taken on: the work waits (rule 14).
  func claims(reporting report: (any Error) -> Void, _ start: (Claim) -> Void) async throws {
    let banks = try parts.store.readGate { transaction, gate in
      try transaction.banksWithOpenEnquiries().filter { $0.nextAt <= transaction.now }
        .map { DueBank(bank: $0.bank, isClosed: gate.standing(of: $0.bank) == .closed) }
    }
    if !banks.isEmpty, let obstacle = parts.banks.obstacle { throw obstacle }
    await withTaskGroup(of: Outcome.self) { group in
      for bank in banks { group.addTask { await claims(of: bank) } }
      for await outcome in group {
        for claim in outcome.claims { start(claim) }
        if let failure = outcome.failure { report(failure) }
      }
    }
  }

  /// The claims of one bank, no more than its line holds, so that a bank that answers quickly does not keep the others
  /// waiting.
  private func claims(of bank: DueBank) async -> Outcome {
    var claims: [Claim] = []
    do {
      for _ in 0..<max(1, parts.settings.requestsPerBank) {
        guard let claim = try await claim(bank) else { break }
        claims.append(claim)
      }
      return (claims, nil)
    } catch {
      return (claims, error)
    }
  }

  private func claim(_ due: DueBank) async throws -> Claim? {
    let (bank, throttles) = (due.bank, parts.throttles)
    guard !due.isClosed else {
      return try await parts.store.submit(protecting: .exchange) {
        try EnquiryClaimer(parts: parts, transaction: $0).claim(bank)
      }
    }
    guard let pass = throttles.enter(bank, at: parts.clock.now, most: parts.settings.requestsPerBank) else {
      return nil
    }
    var isKept = false
    defer { if !isKept { throttles.leave(bank, pass, at: parts.clock.now) } }
    let claim = try await parts.store.submit(protecting: .exchange) {
      try EnquiryClaimer(parts: parts, transaction: $0).claim(bank, under: pass)
    }
    guard let claim, !claim.isEmpty else { return nil }
    isKept = true
    return claim
  }

  /// Sends a claim's request, to ask or to fetch, and takes in the reply.
  func perform(_ claim: Claim) async throws {
    defer { parts.throttles.leave(claim.bank, claim.pass, at: parts.clock.now) }
    guard let endpoint = claim.endpoint else { return try await postpone(claim) }
    try await ask(claim, at: endpoint)
    guard !claim.fetches.isEmpty else { return }
    try await exchange(claim, claim.fetches) { () async throws(BankFailure) in
      try await parts.banks.fetch(claim.fetches, at: endpoint)
    }
  }

  private func ask(_ claim: Claim, at endpoint: BankEndpoint) async throws {
    var (enquiries, unreadable): ([BankEnquiry], [String]) = ([], [])
    for question in claim.asks {
      if let enquiry = try? question.opened(parts) {
        enquiries.append(enquiry)
      } else {
        unreadable.append(question.identifier)
      }
    }
    if !unreadable.isEmpty { try await abandon(unreadable, of: claim.bank) }
    guard !enquiries.isEmpty else { return }
    try await exchange(claim, enquiries.map(\.identifier)) { [enquiries] () async throws(BankFailure) in
      try await parts.banks.ask(
        enquiries, at: endpoint, batch: parts.random.batchIdentifier(),
        callback: parts.settings.callbackURL.map { "\($0)/\(claim.bank)" })
    }
  }

  private func postpone(_ claim: Claim) async throws {
    let asked = claim.asks.map(\.identifier) + claim.fetches
    try await parts.store.submit(protecting: .exchange) {
      try Intake(parts: parts, transaction: $0).hold(asked, of: claim.bank, code: "no_endpoint")
    }
  }

  /// Ends enquiries whose person's details do not open, and never will; everybody else's go on.
  private func abandon(_ enquiries: [String], of bank: BankCode) async throws {
    try await parts.store.submit(protecting: .exchange) {
      try Intake(parts: parts, transaction: $0).abandon(enquiries, of: bank, code: "details_unreadable")
    }
  }

  private func exchange(
    _ claim: Claim, _ asked: [String], _ talk: () async throws(BankFailure) -> BankReplies
  ) async throws {
    let came: Result<BankReplies, BankFailure>
    do throws(BankFailure) { came = .success(try await talk()) } catch { came = .failure(error) }
    let outcome = parts.throttles.judged(came, of: claim.bank, at: parts.clock.now)
    // An exchange that we cut short ourselves says nothing of the bank.
    let isCounted = !Task.isCancelled
    if isCounted { note(outcome, of: claim) }
    try await parts.store.submit(protecting: .exchange) { transaction in
      let intake = Intake(parts: parts, transaction: transaction)
      switch outcome {
      case .success(let replies): _ = try intake.take(replies, from: claim.bank, asked: asked)
      case .failure(let failure): try intake.fail(failure, of: claim.bank, asked: asked, isCounted: isCounted)
      }
    }
    if case .failure(.forbidden(let code)) = outcome { throw BankNotAskable(bank: claim.bank, code: code) }
  }

  private func note(_ outcome: Result<BankReplies, BankFailure>, of claim: Claim) {
    let came: BankThrottle.Outcome?
    switch outcome {
    case .success: came = .replied
    case .failure(let failure): came = BankThrottle.Outcome(failure)
    }
    guard let came else { return }
    parts.throttles.note(
      came, of: claim.bank, claim.pass, at: parts.clock.now, jitter: Int(parts.random.below(1_000)),
      most: parts.settings.requestsPerBank)
  }
}
