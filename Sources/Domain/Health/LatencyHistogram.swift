/// The latencies of answers, counted in buckets whose bounds are each 1.25 times the one below, so that a percentile is
/// off by a quarter at most. One bound is 30 seconds exactly: the headline is exact.
public struct LatencyHistogram: Sendable, Equatable {
  public static let ratio = 1.25
  /// The last bucket within 30 seconds (docs/facts.md, "Elsewhere, and what went wrong there", the Netherlands).
  public static let promptBucket = 46
  /// The number of buckets. A day, the longest time that an answer may take, lies in the last one.
  public static let bucketCount = 83

  /// The longest latency of each bucket, in milliseconds.
  static let bounds: [Double] = {
    var bounds = [Double](repeating: 30_000, count: bucketCount)
    for bucket in (promptBucket + 1)..<bucketCount { bounds[bucket] = bounds[bucket - 1] * ratio }
    for bucket in (0..<promptBucket).reversed() { bounds[bucket] = bounds[bucket + 1] / ratio }
    return bounds
  }()

  public private(set) var counts = [Int](repeating: 0, count: bucketCount)

  public init() {}

  /// The bucket of a latency; the last one for any longer latency.
  public static func bucket(of latency: Span) -> Int {
    var (low, high) = (0, bucketCount - 1)
    while low < high {
      let middle = (low + high) / 2
      if Double(latency.milliseconds) <= bounds[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  public mutating func add(_ count: Int, to bucket: Int) { counts[bucket] += count }
  mutating func add(_ other: LatencyHistogram) {
    for (bucket, count) in other.counts.enumerated() { add(count, to: bucket) }
  }

  public var total: Int { counts.reduce(0, +) }
  /// The number of answers within 30 seconds.
  public var prompt: Int { counts[...Self.promptBucket].reduce(0, +) }

  /// The latency within which `percent` (1 to 100) of the answers came; nil if there is no answer.
  public func percentile(_ percent: Int) -> Span? {
    let total = total
    guard total > 0 else { return nil }
    let rank = (total * percent + 99) / 100
    var below = 0
    for (bucket, count) in counts.enumerated() {
      if below + count >= rank { return Self.latency(in: bucket, at: Double(rank - below) / Double(count)) }
      below += count
    }
    return nil
  }

  private static func latency(in bucket: Int, at part: Double) -> Span {
    let lower = bucket == 0 ? 0 : bounds[bucket - 1]
    return .milliseconds(Int64((lower + (bounds[bucket] - lower) * part).rounded()))
  }
}
