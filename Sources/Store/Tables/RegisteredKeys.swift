import Domain
import Foundation

/// What banks register: in force at once, not part of a revision.
extension Transaction {
  /// The pairs valid now, newest first: enquiries are sealed to the first, every one's signatures are trusted.
  public func bankKeys(of bank: BankCode) throws -> [BankKeyTerm] { try keyRing(of: bank).valid(at: now) }

  /// Past pairs, too.
  public func keyRing(of bank: BankCode) throws -> KeyRing { try registered(bank)?.ring ?? KeyRing() }

  /// Of every bank that ever had keys.
  public func keyRings() throws -> [BankCode: KeyRing] { try BankKeysTable(sql: sql).rings() }

  /// From now on this pair alone.
  public func replaceKeys(of bank: BankCode, with pair: BankPublicKeys) throws {
    try setKeys(of: bank) { $0.replace(with: pair, at: now) }
  }

  /// This pair from now on, and the earlier ones until the overlap is over.
  public func rotateKeys(of bank: BankCode, to pair: BankPublicKeys, overlap: Span) throws {
    try setKeys(of: bank) { $0.rotate(to: pair, overlap: overlap, at: now) }
  }
}
