import TestHistories
import Testing

/// The same histories as in `DomainTests`, on a real database, whose records have to suffice.
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

  @Test("comes to what was foretold of it where nobody does anything more", arguments: 0..<24)
  func foretold(seed: Int) throws {
    let stored = try StoredHistory()
    for deed in Deed.history(200_000 + seed, length: 10).dropLast(2) { try stored.take(deed) }
    try stored.shake(seed)
    let foretold = try stored.foretold
    try stored.take(.pass(200))
    #expect(try stored.outcomes(of: foretold.keys) == foretold)
  }
}
