import BankLink
import Domain
import Store

/// Takes work on, bank by bank, and carries it out: a claim is one transaction, the exchange with the bank comes
/// after it, and what came back is taken in in another.
struct Dispatcher: Sendable {
  let parts: EngineParts
  let lanes: Lanes

  /// Takes on what is due at every bank, as far as there is room. Each claim occupies its bank's lane until `perform`
  /// is done with it. What goes wrong at one bank is reported and keeps no other from being asked.
  func claims(reporting report: (any Error) -> Void) async throws -> [Claim] {
    let banks = try parts.store.read { transaction in
      try transaction.banksWithOpenEnquiries().filter { $0.nextAt <= transaction.now }.map(\.bank)
    }
    var claims: [Claim] = []
    for bank in banks {
      do {
        while let claim = try await claim(bank) { claims.append(claim) }
      } catch {
        report(error)
      }
    }
    return claims
  }

  private func claim(_ bank: BankCode) async throws -> Claim? {
    guard lanes.enter(bank.text, limit: parts.settings.requestsPerBank) else { return nil }
    var isKept = false
    defer { if !isKept { lanes.leave(bank.text) } }
    let claim = try await parts.store.submit { try Claiming(parts: parts, transaction: $0).claim(bank) }
    guard let claim, !claim.isEmpty else { return nil }
    isKept = true
    return claim
  }

  /// Asks and fetches, and takes in what comes back.
  func perform(_ claim: Claim) async throws {
    defer { lanes.leave(claim.bank.text) }
    guard let endpoint = claim.endpoint else { return try await postpone(claim) }
    if !claim.asks.isEmpty {
      let enquiries = try claim.asks.map { try $0.opened(parts) }
      try await exchange(claim.bank, claim.asks.map(\.identifier)) { () async throws(BankFailure) in
        try await parts.banks.ask(
          enquiries, at: endpoint, batch: parts.random.batchIdentifier(),
          callback: parts.settings.callbackURL.map { "\($0)/\(claim.bank)" })
      }
    }
    if !claim.fetches.isEmpty {
      try await exchange(claim.bank, claim.fetches) { () async throws(BankFailure) in
        try await parts.banks.fetch(claim.fetches, at: endpoint)
      }
    }
  }

  private func postpone(_ claim: Claim) async throws {
    let asked = claim.asks.map(\.identifier) + claim.fetches
    try await parts.store.submit {
      try Intake(parts: parts, transaction: $0).postpone(asked, of: claim.bank, code: "no_endpoint")
    }
  }

  private func exchange(
    _ bank: BankCode, _ asked: [String], _ talk: () async throws(BankFailure) -> BankReplies
  ) async throws {
    let outcome: Result<BankReplies, BankFailure>
    do throws(BankFailure) { outcome = .success(try await talk()) } catch { outcome = .failure(error) }
    try await parts.store.submit { transaction in
      let intake = Intake(parts: parts, transaction: transaction)
      switch outcome {
      case .success(let replies): try intake.take(replies, from: bank, asked: asked)
      case .failure(let failure): try intake.fail(failure, of: bank, asked: asked)
      }
    }
  }
}
