import Domain
import Foundation

/// The keys that banks register: in force at once, not part of a revision.
extension Transaction {
  /// The pairs valid now, newest first: enquiries are sealed to the first, signatures by any of them are trusted.
  public func bankKeys(of bank: BankCode) throws -> [BankKeyTerm] { try keyRing(of: bank).valid(at: now) }

  /// All pairs of a bank, past ones included.
  public func keyRing(of bank: BankCode) throws -> KeyRing { try registered(bank)?.ring ?? KeyRing() }

  /// The pairs of every bank that ever had keys.
  public func keyRings() throws -> [BankCode: KeyRing] { try BankKeysTable(sql: sql).rings() }

  /// Makes this pair the only one from now on.
  public func replaceKeys(of bank: BankCode, with pair: BankPublicKeys) throws {
    try setKeys(of: bank) { $0.replace(with: pair, at: now) }
  }

  /// Makes this pair valid from now on, beside the earlier ones until the overlap is over.
  public func rotateKeys(of bank: BankCode, to pair: BankPublicKeys, overlap: Span) throws {
    try setKeys(of: bank) { $0.rotate(to: pair, overlap: overlap, at: now) }
  }
}
