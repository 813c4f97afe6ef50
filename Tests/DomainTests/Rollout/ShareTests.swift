import Domain
import TestRandom
import Testing

@Suite("A share")
struct ShareTests {
  @Test(
    "is read as a plain number of per cent",
    arguments: [
      ("0", 0), ("100", 10_000), ("12", 1_200), ("12.5", 1_250), ("12.50", 1_250), ("0.01", 1), ("99.99", 9_999),
      ("0.1", 10), ("5%", 500), ("100%", 10_000), ("100.00", 10_000), ("007", 700),
    ])
  func read(text: String, hundredths: Int) {
    #expect(Share(text: text).map { Int($0.hundredths) } == hundredths)
  }

  @Test(
    "outside 0 to 100, finer than 0.01 % or no number is refused",
    arguments: [
      "", "%", "-1", "-0", "+5", "100.01", "101", "1000", "99999999999999999999", "0.001", "1.234", ".5", "5.", "1.2.3",
      "1e2", "0x10", " 5", "5 %", "5%%", "half", "１２", "٥", "NaN", "inf", "1,5", "5\0",
    ])
  func refused(text: String) {
    #expect(Share(text: text) == nil)
  }

  @Test("exists for every hundredth of a per cent from 0 to 100 and for no other", arguments: [-1, 10_001, Int.max])
  func steps(outside: Int) {
    #expect(Share(hundredths: outside) == nil)
    for hundredths in 0...10_000 {
      guard let share = Share(hundredths: hundredths), Share(text: share.description) == share else {
        Issue.record("\(hundredths) hundredths do not come back from their text")
        return
      }
    }
  }

  @Test(
    "is written without needless decimals",
    arguments: [(0, "0"), (10_000, "100"), (1_250, "12.5"), (1, "0.01"), (1_999, "19.99")])
  func written(hundredths: Int, text: String) {
    #expect(Share(hundredths: hundredths)?.description == text)
  }

  @Test("of n hundredths holds exactly the first n of the 10,000 buckets")
  func buckets() throws {
    var random = Seeded(1)
    for hundredths in [0, 1, 2, 5_000, 9_999, 10_000] + (0..<20).map({ _ in random.below(10_001) }) {
      let share = try #require(Share(hundredths: hundredths))
      let held = (0..<UInt16(Bucket.count)).filter { share.holds(Bucket(number: $0)) }
      #expect(held == Array(0..<UInt16(hundredths)))
    }
  }
}
