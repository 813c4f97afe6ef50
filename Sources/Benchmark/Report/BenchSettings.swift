import BenchOptions
import Program
import Text

/// The settings of benchmarks.
public struct BenchSettings: Sendable {
  /// The directory for databases; nil for the system's temporary directory, or the current one if that is in memory.
  public let directory: String?
  /// The seconds for which an idle engine is watched, and for which the rounds of a measurement may go on; nil for its
  /// own.
  public let seconds: Int?
  /// Whether numbers are small, for a smoke test: the figures say little.
  public let isQuick: Bool
  /// Called with the progress, for people.
  public let progress: @Sendable (Bilingual) -> Void

  public init(directory: String?, seconds: Int?, isQuick: Bool, progress: @escaping @Sendable (Bilingual) -> Void) {
    self.directory = directory
    self.seconds = seconds
    self.isQuick = isQuick
    self.progress = progress
  }

  /// The number for a full run, or the one for a quick one.
  func count(_ full: Int, quick: Int) -> Int { isQuick ? quick : full }

  /// The time after which no further round begins, by `Stopwatch.wall`.
  var deadline: Int64 { Stopwatch.wall + Int64(seconds ?? 90) * 1_000_000_000 }

  func say(zh: String, en: String) { progress(Bilingual(zh: zh, en: en)) }
}

extension Bench {
  /// Measures, in bounded time; makes and removes its own files.
  public func run(_ settings: BenchSettings) async throws -> BenchReport {
    switch self {
    case .gate: try GateBench(settings).run()
    case .lifecycle: try await LifecycleBench(settings).run()
    case .accept: try await AcceptanceBench(settings).run()
    case .fresh: try await FreshBench(settings).run()
    case .connector: try await ConnectorBench(settings).run()
    case .slow: try await SlowBankBench(settings).run()
    case .waiting: try await WaitingBench(settings).run()
    case .callback: try await CallbackBench(settings).run()
    case .impact: try ImpactBench(settings).run()
    case .idle: try await IdleBench(settings).run()
    case .console: try ConsoleBench(settings).run()
    case .why: try WhyBench(settings).run()
    case .audit: try AuditBench(settings).run()
    }
  }
}
