import Domain
import Foundation
import TestHistories
import Testing

/// Unconfirmed, scheduled, crossing, undone and rolled-back commits: played by the store's rules, and compared with the
/// contract's sentences, which know neither revisions nor differences.
@Suite("A history of changes")
struct HistoryTests {
  /// The first deed after which the two differ, and how.
  private func difference(in deeds: [Deed]) throws -> String? {
    var (played, contract) = (try PlayedHistory(), Contract())
    for (place, deed) in deeds.enumerated() {
      played.take(deed)
      contract.take(deed)
      guard played.sight != contract.sight else { continue }
      return "after \(deeds[...place])\n  is      \(played.sight)\n  is to be \(contract.sight)"
    }
    return nil
  }

  /// The shortest part of the history that still has the difference.
  private func shrunk(_ deeds: [Deed]) throws -> [Deed] {
    for place in deeds.indices {
      var fewer = deeds
      fewer.remove(at: place)
      if try difference(in: fewer) != nil { return try shrunk(fewer) }
    }
    return deeds
  }

  /// The number of histories: `CHAKA_HISTORIES` sets it, and another number begins with another seed.
  private static let count = ProcessInfo.processInfo.environment["CHAKA_HISTORIES"].flatMap { Int($0) } ?? 2_000

  @Test("ends as the contract's sentences say, whatever crosses what", arguments: 0..<8)
  func random(part: Int) throws {
    for seed in stride(from: part, to: Self.count, by: 8) {
      let deeds = Deed.history(seed, length: 8 + seed % 7)
      guard try difference(in: deeds) != nil else { continue }
      Issue.record("seed \(seed): \(try difference(in: shrunk(deeds)) ?? "")")
      return
    }
  }

  @Test("is foretold exactly: what keeps a commit from being dropped is just what is said of it", arguments: 0..<8)
  func foretold(part: Int) throws {
    for seed in stride(from: part, to: Self.count / 4, by: 8) {
      var played = try PlayedHistory()
      for deed in Deed.history(seed, length: 8 + seed % 7).dropLast(2) { played.take(deed) }
      guard !played.foretellsExactly else { continue }
      Issue.record("seed \(seed)")
      return
    }
  }
}
