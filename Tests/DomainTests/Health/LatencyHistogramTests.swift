import TestFixtures
import Testing

@testable import Domain

@Suite("A histogram of latencies")
struct LatencyHistogramTests {
  @Test(
    "has a bound at 30 seconds exactly",
    arguments: [(0, 0), (29_999, 46), (30_000, 46), (30_001, 47), (86_400_000, 82), (.max / 2, 82), (-5, 0)]
      as [(Int64, Int)])
  func bounds(milliseconds: Int64, bucket: Int) {
    #expect(LatencyHistogram.bucket(of: .milliseconds(milliseconds)) == bucket)
  }

  @Test("puts what is slower into no lower bucket")
  func ascending() {
    let buckets = (0..<3_000).map { LatencyHistogram.bucket(of: .milliseconds(Int64($0 * $0))) }
    #expect(zip(buckets, buckets.dropFirst()).all { $0 <= $1 })
  }

  @Test("tells percentiles that are off by a quarter at most", arguments: [1, 50, 95, 100])
  func percentiles(percent: Int) throws {
    var state: UInt64 = 7
    for _ in 0..<200 {
      var latencies: [Int64] = []
      var histogram = LatencyHistogram()
      for _ in 0..<37 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let latency = Int64(2) << Int64(state >> 59 % 25) + Int64(state >> 33 % 1_000)
        latencies.append(latency)
        histogram.add(1, to: LatencyHistogram.bucket(of: .milliseconds(latency)))
      }
      let exact = Double(latencies.sorted()[(37 * percent + 99) / 100 - 1])
      let told = Double(try #require(histogram.percentile(percent)).milliseconds)
      #expect(told >= exact / 1.26 - 1 && told <= exact * 1.26 + 1, "\(told) for \(exact)")
    }
  }

  @Test("of nothing tells nothing")
  func empty() {
    #expect(LatencyHistogram().percentile(50) == nil)
  }
}
