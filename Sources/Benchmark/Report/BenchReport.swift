import BenchOptions
import Text

/// What one benchmark came to.
public struct BenchReport: Sendable {
  public let bench: Bench
  public let figures: [Figure]
  /// How it was measured and what is left out.
  public let notes: [Bilingual]
}
