import ArgumentParser
import Program

/// The options of benchmarks, for the program that measures and for the engine that starts it.
public struct BenchOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      zh: "gate、lifecycle、accept、fresh、connector、slow、waiting、callback、impact、idle、console、why、audit 或 all",
      en: "gate, lifecycle, accept, fresh, connector, slow, waiting, callback, impact, idle, console, why, audit or all"
    ))
  public var name: BenchName
  @Option(
    help: ArgumentHelp(
      zh: "在这个目录所在的磁盘上测量（默认系统临时目录；若它在内存中则为当前目录）",
      en:
        "measure on the disk of this directory (else the system's temporary one, or the current one if that is in memory)",
      valueName: "dir"),
    completion: .directory)
  public var directory: String?
  @Option(
    help: ArgumentHelp(
      zh: "空闲引擎的观察时间和其他测量的最长时间，单位秒（默认 60 和 90）",
      en: "seconds for which an idle engine is watched, and other measurements last at most (default: 60 and 90)",
      valueName: "seconds"))
  public var seconds: Seconds?
  @Flag(help: ArgumentHelp(zh: "只是试跑：数量很小，结果没有参考价值", en: "smoke test: small numbers, figures that mean little"))
  public var quick = false

  public init() {}

  /// The options as arguments, for starting another program.
  public var arguments: [String] {
    [name.rawValue] + (directory.map { ["--directory", $0] } ?? [])
      + (seconds.map { ["--seconds", "\($0.count)"] } ?? [])
      + (quick ? ["--quick"] : [])
  }
}

/// One benchmark, or all of them.
public struct BenchName: ExpressibleByArgument, Sendable {
  /// The name as written.
  public let rawValue: String
  public let benches: [Bench]

  private static let all = "all"
  public static var allValueStrings: [String] { Bench.allCases.map(\.rawValue) + [all] }

  public init?(argument: String) {
    guard argument == Self.all || Bench(rawValue: argument) != nil else { return nil }
    rawValue = argument
    benches = Bench(rawValue: argument).map { [$0] } ?? Bench.allCases
  }
}

/// A whole number of seconds, 1 to 600.
public struct Seconds: ExpressibleByArgument {
  public let count: Int

  public init?(argument: String) {
    guard let count = Int(argument), (1...600).contains(count) else { return nil }
    self.count = count
  }
}
