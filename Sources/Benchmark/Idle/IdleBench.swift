import Foundation
import Program
import Registry
import Store
import Text

/// Measures `chaka-engine run` as a process of its own that has nothing to do.
struct IdleBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var seconds: Int { settings.seconds ?? settings.count(60, quick: 3) }
  /// The seconds until the engine has come to rest after starting.
  private var settling: Int { settings.count(5, quick: 2) }
  private static let period = 600.0

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let location = StoreLocation(in: workplace, "idle")
    try location.makeSandbox(registry.catalogue)
    let engine = try start(location)
    defer { stop(engine) }
    workplace.accompany(engine.processIdentifier)
    let child = ChildProcess(identifier: engine.processIdentifier)
    settings.say(zh: "空闲：等 \(settling + seconds) 秒", en: "idle: waiting for \(settling + seconds) s")
    try await Task.sleep(for: .seconds(settling))
    let (starting, began) = (child.processor, Stopwatch.wall)
    try await Task.sleep(for: .seconds(seconds))
    guard let memory = child.memory, engine.isRunning else { throw EngineGone() }
    let rate = (child.processor - starting) / Double(Stopwatch.wall - began)
    return BenchReport(
      bench: .idle, figures: figures(memory, rate: rate, starting: starting / 1e9), notes: [note])
  }

  private func figures(_ memory: (now: Double, peak: Double), rate: Double, starting: Double) -> [Figure] {
    [
      Figure("memory", zh: "常驻内存", en: "resident memory", memory.now, .megabytes, bound: .atMost(100)),
      Figure("memoryPeak", zh: "常驻内存的最高值", en: "peak resident memory", memory.peak, .megabytes),
      Figure(
        "processor", zh: "10 分钟的处理器时间（推算）", en: "processor time in 10 minutes (extrapolated)", rate * Self.period,
        .seconds, bound: .atMost(0.5)),
      Figure("starting", zh: "启动所用的处理器时间", en: "processor time to start", starting, .seconds),
    ]
  }

  private var note: Bilingual {
    Bilingual(
      zh: "启动 \(settling) 秒后测了 \(seconds) 秒，处理器时间按比例推算到 10 分钟；启动所用另列。",
      en:
        "Measured for \(seconds) s from \(settling) s after the start; processor time is extrapolated to 10 minutes, the start's is given apart."
    )
  }

  /// Starts the engine beside this program, on a database and with settings of its own.
  private func start(_ location: StoreLocation) throws -> Process {
    guard let program = NeighbourProgram("chaka-engine") else { throw EngineGone() }
    let engine = Process()
    engine.executableURL = URL(fileURLWithPath: program.path)
    engine.arguments = ["run", "--database", location.path, "--secrets", location.secrets]
    var environment = ProcessInfo.processInfo.environment
    environment["CHAKA_CONFIG"] = nil
    environment["XDG_CONFIG_HOME"] = location.secrets
    engine.environment = environment
    engine.standardInput = FileHandle.nullDevice
    engine.standardOutput = FileHandle.nullDevice
    try engine.run()
    return engine
  }

  private func stop(_ engine: Process) {
    guard engine.isRunning else { return }
    engine.terminate()
    engine.waitUntilExit()
  }
}

/// The engine to be watched is missing, or has ended.
struct EngineGone: Fault {
  var code: String { "engine_gone" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(zh: "被测的引擎自行退出了", en: "the engine under measurement ended by itself")
  }
}
