/// The measures that are counted of a bank.
public enum HealthMeasure: Sendable, Hashable {
  /// Enquiries asked for the first time.
  case asked
  /// Enquiries answered or declined, by latency since the first asking; counted in the slot of the asking.
  case answered(bucket: Int)
  /// Enquiries that were asked and ended at their deadline.
  case timedOut
  /// Exchanges, and single answers, that failed.
  case failed(code: String)
  /// Messages of the bank that were not taken.
  case refused(code: String)
  /// Answers that turned out unreadable when their report was opened, each once. Counted by the hour, so that the count
  /// tells of the bank and not of whoever opened the report.
  case unreadable(code: String)

  /// The measure of an answer with this latency.
  public static func answered(after latency: Span) -> HealthMeasure {
    .answered(bucket: LatencyHistogram.bucket(of: latency))
  }

  /// The measure as stored: `asked`, `l00` to `l82`, `timeout`, `code:no_reply`, `refused:replayed`,
  /// `opened:bad_shape`.
  public var text: String {
    switch self {
    case .asked: "asked"
    case .answered(let bucket): bucket < 10 ? "l0\(bucket)" : "l\(bucket)"
    case .timedOut: "timeout"
    case .failed(let code): Self.failedPrefix + code
    case .refused(let code): Self.refusedPrefix + code
    case .unreadable(let code): Self.unreadablePrefix + code
    }
  }

  private static let failedPrefix = "code:"
  private static let refusedPrefix = "refused:"
  private static let unreadablePrefix = "opened:"

  public init?(text: String) {
    if text == "asked" {
      self = .asked
    } else if text == "timeout" {
      self = .timedOut
    } else if text.hasPrefix(Self.failedPrefix) {
      self = .failed(code: String(text.dropFirst(Self.failedPrefix.count)))
    } else if text.hasPrefix(Self.refusedPrefix) {
      self = .refused(code: String(text.dropFirst(Self.refusedPrefix.count)))
    } else if text.hasPrefix(Self.unreadablePrefix) {
      self = .unreadable(code: String(text.dropFirst(Self.unreadablePrefix.count)))
    } else if text.hasPrefix("l"), let bucket = Int(text.dropFirst()), (0..<LatencyHistogram.bucketCount) ~= bucket {
      self = .answered(bucket: bucket)
    } else {
      return nil
    }
  }
}
