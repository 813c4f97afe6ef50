import Domain
import TestHistories
import Testing

/// The same histories as in `DomainTests`, on a real database: what the store notes of them has to be enough.
@Suite("A history of changes on a database")
struct HistoryTests {
  @Test("ends as the contract's sentences say, and the chain shows no gap", arguments: 0..<16)
  func random(seed: Int) throws {
    let deeds = Deed.history(100_000 + seed, length: 10)
    let stored = try StoredHistory()
    var contract = Contract()
    for (place, deed) in deeds.enumerated() {
      try stored.take(deed)
      contract.take(deed)
      let sight = try stored.sight
      guard sight != contract.sight else { continue }
      Issue.record("after \(deeds[...place])\n  is      \(sight)\n  is to be \(contract.sight)")
      return
    }
    #expect(try stored.isIntact)
  }
}
