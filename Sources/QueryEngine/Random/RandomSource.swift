import Foundation
import Sealing
import Synchronization

/// The source of identifiers, codes and jitter, passed in so that a simulation can repeat itself. Keys never come from
/// this source.
public protocol RandomSource: Sendable {
  func next() -> UInt64
}

/// The machine's secure random numbers.
public struct SystemRandom: RandomSource {
  public init() {}
  public func next() -> UInt64 { UInt64.random(in: .min ... .max) }
}

/// A sequence that one seed determines (SplitMix64). For simulations and benchmarks.
public final class SeededRandom: RandomSource {
  private let state: Mutex<UInt64>

  public init(seed: UInt64) { state = Mutex(seed) }

  public func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }
}

extension RandomSource {
  /// A number from 0 to below the limit.
  public func below(_ limit: UInt64) -> UInt64 { next().multipliedFullWidth(by: limit).high }

  /// 80 random bits in 16 letters of `Base32`.
  func letters() -> String {
    let (high, low) = (next(), next())
    return String(unsafeUninitializedCapacity: 16) { letters in
      for position in 0..<8 {
        letters[position] = Base32.letters[Int(high >> (5 * UInt64(position)) & 31)]
        letters[8 + position] = Base32.letters[Int(low >> (5 * UInt64(position)) & 31)]
      }
      return 16
    }
  }

  func personIdentifier(shard: String) -> String { "P\(shard)\(letters())" }
  /// A query's identifier, which carries the person's shard, so that a distributed database can keep a person's data
  /// together.
  func queryIdentifier(person: String) -> String { "Q\(person.dropFirst().prefix(2))\(letters())" }
  func refusalIdentifier() -> String { "R\(letters())" }
  func messageIdentifier() -> String { "M\(letters())" }
  func attemptIdentifier() -> String { "A\(letters())" }
  func batchIdentifier() -> String { "B\(letters())" }

  /// A code of six digits.
  func code() -> String {
    let digits = String(below(1_000_000))
    return String(repeating: "0", count: 6 - digits.count) + digits
  }
}
