/// A bank's health over a window.
///
/// The headline is the share of the enquiries first asked in the window that were answered or declined within 30
/// seconds (docs/facts.md, "Elsewhere, and what went wrong there", the Netherlands). With fewer than `fewest` asked
/// there is no figure, which would be chance.
public struct BankHealth: Sendable, Equatable {
  /// A code and the number of its occurrences.
  public struct CodeCount: Sendable, Equatable {
    public let code: String
    public let count: Int

    public init(code: String, count: Int) {
      self.code = code
      self.count = count
    }
  }

  public static let fewest = 20

  /// The number of enquiries asked for the first time.
  public let asked: Int
  /// The latencies of those of them that were answered or declined.
  public let latencies: LatencyHistogram
  /// The number of enquiries that ended at their deadline unanswered.
  public let timeouts: Int
  /// The codes with which exchanges and answers failed, most frequent first.
  public let failures: [CodeCount]
  /// The codes for which messages of the bank were not taken, most frequent first.
  public let refused: [CodeCount]
  /// The codes of answers that turned out unreadable when their report was opened, most frequent first.
  public let unreadable: [CodeCount]

  public init(_ counts: [(measure: HealthMeasure, count: Int)]) {
    var (asked, timeouts, latencies) = (0, 0, LatencyHistogram())
    var (failures, refused, unreadable): ([CodeCount], [CodeCount], [CodeCount]) = ([], [], [])
    for (measure, count) in counts {
      switch measure {
      case .asked: asked += count
      case .answered(let bucket): latencies.add(count, to: bucket)
      case .timedOut: timeouts += count
      case .failed(let code): failures.append(CodeCount(code: code, count: count))
      case .refused(let code): refused.append(CodeCount(code: code, count: count))
      case .unreadable(let code): unreadable.append(CodeCount(code: code, count: count))
      }
    }
    self.asked = asked
    self.timeouts = timeouts
    self.latencies = latencies
    self.failures = failures.mostFrequentFirst
    self.refused = refused.mostFrequentFirst
    self.unreadable = unreadable.mostFrequentFirst
  }

  /// The health of several banks together.
  init(joining banks: [BankHealth]) {
    asked = banks.reduce(0) { $0 + $1.asked }
    timeouts = banks.reduce(0) { $0 + $1.timeouts }
    latencies = banks.reduce(into: LatencyHistogram()) { $0.add($1.latencies) }
    failures = banks.flatMap(\.failures).joined
    refused = banks.flatMap(\.refused).joined
    unreadable = banks.flatMap(\.unreadable).joined
  }

  public var isTelling: Bool { asked >= Self.fewest }
  public var isEmpty: Bool {
    asked + latencies.total + timeouts == 0 && failures.isEmpty && refused.isEmpty && unreadable.isEmpty
  }

  /// The share of the asked enquiries that were answered or declined within 30 seconds; nil if too few were asked to
  /// tell.
  public var share: Share? { isTelling ? Self.share(latencies.prompt, of: asked) : nil }
  /// The share of the asked enquiries that were answered or declined so far; nil if too few were asked to tell.
  public var answeredShare: Share? { isTelling ? Self.share(latencies.total, of: asked) : nil }

  /// The median latency of answers; nil if too few enquiries were asked to tell.
  public var p50: Span? { isTelling ? latencies.percentile(50) : nil }
  public var p95: Span? { isTelling ? latencies.percentile(95) : nil }

  public var failureCount: Int { failures.reduce(0) { $0 + $1.count } }

  private static func share(_ part: Int, of whole: Int) -> Share? {
    Share(hundredths: min(10_000, part * 10_000 / max(1, whole)))
  }
}

extension [BankHealth.CodeCount] {
  /// The counts added up, each code once.
  fileprivate var joined: [BankHealth.CodeCount] {
    Dictionary(map { ($0.code, $0.count) }, uniquingKeysWith: +)
      .map { BankHealth.CodeCount(code: $0.key, count: $0.value) }.mostFrequentFirst
  }

  fileprivate var mostFrequentFirst: [BankHealth.CodeCount] {
    sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }
}
