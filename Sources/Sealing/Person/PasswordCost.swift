import Crypto
import CryptoExtras
import Foundation

/// The cost of turning a payment password into a key with scrypt (RFC 7914). Passed in, so that a simulation need not
/// pay it.
public struct PasswordCost: Sendable, Equatable {
  /// The CPU and memory cost N, a power of two.
  public let rounds: Int
  public let blockSize: Int
  public let parallelism: Int

  public init(rounds: Int, blockSize: Int, parallelism: Int) {
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// The cost of real passwords: N = 2^17, r = 8, p = 1, that is 128 MiB and about half a second (docs/rules.md,
  /// "Keys").
  public static let full = PasswordCost(rounds: 1 << 17, blockSize: 8, parallelism: 1)
  /// The cost for simulations and tests only.
  public static let token = PasswordCost(rounds: 2, blockSize: 8, parallelism: 1)

  func key(from password: String, salt: Data) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism)
  }
}
