import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Randomness")
struct RandomSourceTests {
  @Test("from one seed is one sequence, from another another")
  func seeded() {
    func sequence(_ seed: UInt64) -> [UInt64] {
      let random = SeededRandom(seed: seed)
      return (0..<100).map { _ in random.next() }
    }
    #expect(sequence(1) == sequence(1))
    #expect(sequence(1) != sequence(2))
  }

  @Test("stays below its limit, evenly", arguments: [1, 2, 10, 1_000] as [UInt64])
  func below(limit: UInt64) {
    let random = SeededRandom(seed: limit)
    let numbers = (0..<10_000).map { _ in random.below(limit) }
    #expect(numbers.all { $0 < limit })
    #expect(Set(numbers).count == Int(limit))
  }

  @Test("gives codes of six digits, leading zeros included")
  func codes() {
    let random = SeededRandom(seed: 3)
    let codes = (0..<10_000).map { _ in random.code() }
    #expect(codes.all { $0.utf8.count == 6 && $0.allSatisfy(\.isNumber) })
    #expect(codes.contains { $0.hasPrefix("0") } && Set(codes).count > 9_900)
  }

  @Test("gives identifiers that carry the person's shard and do not repeat")
  func identifiers() {
    let random = SystemRandom()
    let person = random.personIdentifier(shard: "7F")
    #expect(person.hasPrefix("P7F") && person.utf8.count == 19)
    #expect(random.queryIdentifier(person: person).hasPrefix("Q7F"))
    #expect(Set((0..<1_000).map { _ in random.messageIdentifier() }).count == 1_000)
    #expect(!random.letters().contains { "ILOU".contains($0) })
  }
}
