import BankLink
import Domain
import Sealing
import Store

/// What may be sent to a bank just now, by the gate in force and the bank's records (rule 9).
struct BankStanding: Sendable {
  /// The revision that closed the bank last; queries accepted before it are withdrawn, also if the bank is back by now.
  let closure: Int?
  /// Whether the bank is disconnected: all its enquiries are withdrawn.
  let isClosed: Bool
  /// Whether answers may be fetched: not in maintenance, and while nothing of the bank's records was altered.
  let mayBeFetched: Bool
  /// Whether enquiries may be asked: the bank is not suspended, nor the service paused, either.
  let mayBeAsked: Bool
  /// Nil if the bank has no endpoint or no keys that it can be asked with.
  let endpoint: BankEndpoint?

  init(of bank: BankCode, _ gate: Gate, in transaction: Transaction) throws {
    closure = try transaction.closure(of: bank)
    let standing = gate.standing(of: bank)
    isClosed = standing == .closed
    guard standing != .closed else {
      (mayBeFetched, mayBeAsked, endpoint) = (false, false, nil)
      return
    }
    mayBeFetched =
      try transaction.currentMaintenance(of: bank) == nil && transaction.endpoint(of: bank)?.isAltered != true
    mayBeAsked = mayBeFetched && standing == .connected && !gate.isServicePaused
    endpoint = mayBeFetched ? try transaction.bankEndpoint(of: bank) : nil
  }

  func withdraws(_ query: QueryRecord) -> Bool { isClosed || query.isOlder(than: closure) }

  func allows(fetch: Bool) -> Bool { fetch ? mayBeFetched : mayBeAsked }
}

extension Transaction {
  /// A bank's endpoint and keys; nil if it cannot be asked. A real database needs the bank's keys; in a sandbox they
  /// may be read from the endpoint. Enquiries are sealed to the newest keys, signatures by every valid one are trusted.
  public func bankEndpoint(of bank: BankCode) throws -> BankEndpoint? {
    let keys = try bankKeys(of: bank)
    let sealing = keys.compactMap { SealingPublicKey(rawRepresentation: $0.sealing) }
    let signing = keys.compactMap(\.signing).compactMap(VerifyingKey.init(rawRepresentation:))
    // A bank with a key that was stored before weak keys were refused is not asked any more.
    guard let record = try endpoint(of: bank), !record.isAltered, let url = record.url,
      store.isSandbox || keys.first?.signing != nil, sealing.count == keys.count,
      signing.count == keys.count(where: { $0.signing != nil })
    else {
      return nil
    }
    return BankEndpoint(
      bank: bank, url: url, publicKey: sealing.first, signingKeys: signing, allowsPrivateLines: record.privateLines)
  }
}
