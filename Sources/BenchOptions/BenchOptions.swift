import ArgumentParser
import Program

/// The options of benchmarks, for the program that measures and for the engine that starts it.
public struct BenchOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      zh: "gate、lifecycle、accept、fresh、connector、slow、callback、impact、idle、console、why、audit 或 all",
      en: "gate, lifecycle, accept, fresh, connector, slow, callback, impact, idle, console, why, audit or all"))
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
      zh: "空闲的引擎观察多久，其余测量最多持续多久（默认 60 与 90）",
      en: "how long an idle engine is watched and other measurements go on at most (60 and 90 by default)",
      valueName: "seconds"))
  public var seconds: Seconds?
  @Flag(help: ArgumentHelp(zh: "只为试跑：数量很小，数字说明不了什么", en: "a smoke test: small numbers that say little"))
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
