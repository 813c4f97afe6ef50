import Domain
import Foundation

/// Pairs of public keys that banks register in tests.
extension BankPublicKeys {
  public static let first = BankPublicKeys(
    sealing: Data(repeating: 1, count: 32), signing: Data(repeating: 2, count: 32))
  public static let second = BankPublicKeys(
    sealing: Data(repeating: 3, count: 32), signing: Data(repeating: 4, count: 32))
}
