import Synchronization

/// How long something took, counted in buckets, for each value of a label or for all.
public final class Histogram: Sendable {
  private struct Count {
    var buckets: [Double]
    var sum = 0.0
    var count = 0.0
  }

  private let name: String
  private let help: String
  private let label: String?
  private let bounds: [Double]
  private let counts = Mutex<[String: Count]>([:])

  /// Bounds in seconds, from what a person does not notice to what a person waits for.
  public static let seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

  public init(_ name: String, _ help: String, by label: String? = nil, bounds: [Double] = Histogram.seconds) {
    (self.name, self.help, self.label, self.bounds) = (name, help, label, bounds)
    if label == nil { counts.withLock { $0[""] = Count(buckets: bounds.map { _ in 0 }) } }
  }

  public func observe(_ took: Duration, _ value: String = "") {
    let seconds = took / .seconds(1)
    counts.withLock { counts in
      var count = counts[value] ?? Count(buckets: bounds.map { _ in 0 })
      for (place, bound) in bounds.enumerated() where seconds <= bound { count.buckets[place] += 1 }
      count.sum += seconds
      count.count += 1
      counts[value] = count
    }
  }

  public var family: Family {
    let found = counts.withLock { $0 }.sorted { $0.key < $1.key }
    return Family(name: name, help: help, kind: .histogram, samples: found.flatMap(samples))
  }

  private func samples(_ value: String, _ count: Count) -> [Family.Sample] {
    let own = label.map { [Family.Label(name: $0, value: value)] } ?? []
    let buckets = zip(bounds.map(Exposition.number) + ["+Inf"], count.buckets + [count.count]).map { bound, number in
      Family.Sample(suffix: "_bucket", labels: own + [Family.Label(name: "le", value: bound)], value: number)
    }
    return buckets + [
      Family.Sample(suffix: "_sum", labels: own, value: count.sum),
      Family.Sample(suffix: "_count", labels: own, value: count.count),
    ]
  }
}
