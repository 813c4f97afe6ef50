import Foundation
import Testing

@Suite struct EngineProgramTests {
  @Test("A signal that comes while the engine still waits for its database ends it as one that comes later does")
  func signalAtStart() throws {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox")
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: sandbox.database))
    var locks = Self.locks
    try #require(fcntl(file.fileDescriptor, F_SETLK, &locks) == 0)
    let engine = try sandbox.process("chaka-engine", ["run"], name: "engine")
    try engine.run()
    while engine.isRunning, !holds(sandbox.database, engine.processIdentifier) { usleep(5_000) }
    kill(engine.processIdentifier, SIGTERM)
    usleep(50_000)
    try file.close()
    engine.waitUntilExit()
    #expect(engine.terminationReason == .exit && engine.terminationStatus == 0, "\(sandbox.text("engine.err"))")
  }

  /// The bytes of SQLite's locks, locked against everybody else.
  private static var locks: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0x4000_0000, l_len: 512, l_pid: 0)
  }

  private func holds(_ path: String, _ process: Int32) -> Bool {
    let folder = "/proc/\(process)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path }
  }
}
