import Domain
import Foundation
import Store

/// The banks' keys: onboarding facts, in force at once and audited, not part of a revision.
extension BankOnboarding {
  /// The time for which earlier keys stay valid, unless given.
  public static let usualOverlap = Span.hours(72)

  /// Sets the bank's keys from now on, without overlap. A connected bank that was not certified with these keys is
  /// suspended in the same transaction.
  public func setKey(_ file: Data, for bank: BankCode) throws {
    let pair = try keyPair(in: file)
    try write(alone: .onboarding, "banks.\(bank).key") { try enter(keys: pair, of: bank, by: author, in: $0) }
  }

  /// Sets new keys, valid at once; the earlier ones stay valid until the overlap is over.
  public func rotateKeys(_ file: Data, for bank: BankCode, overlap: Span = usualOverlap) throws {
    let pair = try keyPair(in: file)
    try write(alone: .onboarding, "banks.\(bank).key") {
      try rotate(to: pair, of: bank, overlap: overlap, by: author, in: $0)
    }
  }

  func rotate(
    to pair: BankPublicKeys, of bank: BankCode, overlap: Span, by author: String, in transaction: Transaction
  ) throws {
    try requireUnused(pair, of: bank, in: transaction)
    try transaction.audit(
      author: author, action: "rotate", object: "bank \(bank)",
      detail: .object(pair.members + [.init("overlapMilliseconds", .integer(overlap.milliseconds))]))
    try transaction.rotateKeys(of: bank, to: pair, overlap: overlap)
  }

  /// Reads the pair of keys in a file. A real database needs a signing key; in a sandbox that may be read from the
  /// endpoint.
  public func keyPair(in file: Data) throws(RolloutFault) -> BankPublicKeys {
    let pair = try KeyFile(file).pair
    guard pair.signing != nil || store.isSandbox else { throw .signingKeyMissing }
    return pair
  }

  func enter(keys pair: BankPublicKeys, of bank: BankCode, by author: String, in transaction: Transaction) throws {
    try requireUnused(pair, of: bank, in: transaction)
    try transaction.audit(
      author: author, action: "key", object: "bank \(bank)", detail: .object(pair.members))
    try transaction.replaceKeys(of: bank, with: pair)
  }
}
