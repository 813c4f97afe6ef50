import BenchOptions
import Text

/// The result of one benchmark.
public struct BenchReport: Sendable {
  public let bench: Bench
  public let figures: [Figure]
  /// Notes on the measurement and its limits.
  public let notes: [Bilingual]
}
