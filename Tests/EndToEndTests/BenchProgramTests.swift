import Foundation
import Testing

/// `chaka-engine bench` becomes the `chaka-bench` beside it.
@Suite struct BenchProgramTests {
  @Test("The engine hands a benchmark's options on, and its output and status come back")
  func handedOn() throws {
    let sandbox = try ProgramSandbox()
    let ended = try sandbox.shell(
      "\(Self.engine) bench why --quick --directory \(sandbox.folder) --format json --language zh")
    try #require(ended.status == 0, "\(ended.errors)")
    #expect(try ended.value("quick") as? Bool == true)
    let benches = try #require(try ended.value("benches") as? [[String: Any]])
    #expect(benches.map { $0["bench"] as? String } == ["why"])
    #expect(try sandbox.shell("\(Self.engine) bench nothing").status == 64)
  }

  @Test("A signal reaches the benchmark, because it is the same process")
  func sameProcess() throws {
    let sandbox = try ProgramSandbox()
    let process = try sandbox.process(
      "chaka-engine", ["bench", "idle", "--seconds", "600", "--directory", sandbox.folder], name: "bench")
    try process.run()
    let program = "/proc/\(process.processIdentifier)/exe"
    var isBench = false
    while process.isRunning, !isBench {
      isBench =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: program))?.hasSuffix("/chaka-bench") ?? false
      usleep(5_000)
    }
    try #require(isBench, "\(sandbox.text("bench.err"))")
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
  }

  @Test("An engine that was installed without it says so")
  func missing() throws {
    let sandbox = try ProgramSandbox()
    try FileManager.default.copyItem(atPath: Self.engine, toPath: sandbox.folder + "/chaka-engine")
    let ended = try sandbox.shell("\(sandbox.folder)/chaka-engine bench gate --format json")
    #expect(ended.status == 3 && ended.code == "bench_missing")
  }

  private static var engine: String { ProgramSandbox.programs.appendingPathComponent("chaka-engine").path }
}
