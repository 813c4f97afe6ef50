import Domain
import Testing

@Suite("A growing pause")
struct GrowingPauseTests {
  @Test(
    "doubles with each failure and stays at its longest, however many there are",
    arguments: [(-1, 5), (0, 5), (1, 10), (2, 20), (3, 40), (4, 60), (9, 60), (10, 60), (1_000, 60)])
  func pause(earlier: Int, seconds: Int64) {
    #expect(GrowingPause(from: .seconds(5), to: .seconds(60)).after(earlier) == .seconds(seconds))
  }
}
