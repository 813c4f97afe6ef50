import Foundation
import TestFixtures
import Testing

/// The path of the library that pretends a time; nil if it is not installed.
private let library: String? = ["x86_64", "aarch64"]
  .map { (machine: String) -> String in "/usr/lib/\(machine)-linux-gnu/faketime/libfaketimeMT.so.1" }
  .first { FileManager.default.isReadableFile(atPath: $0) }

/// Programs under a library that is loaded before the C library and gives them another time.
@Suite("A pretended time", .enabled(if: library != nil))
struct PretendedTimeTests {
  private let sandbox: ProgramSandbox

  init() throws { sandbox = try ProgramSandbox() }

  private func admin(_ arguments: String..., pretending offset: String) throws -> ProgramSandbox.Ended {
    try sandbox.run(
      "chaka-admin", arguments, environment: ["LD_PRELOAD": try #require(library), "FAKETIME": offset])
  }

  /// What an operator is told by a service under the library, or one without. The console's own clock says nothing.
  private func said(_ command: String, pretending offset: String? = nil) throws -> ProgramSandbox.Ended {
    let environment = try offset.map { ["LD_PRELOAD": try #require(library), "FAKETIME": $0] } ?? [:]
    let service = try RunningService(sandbox, environment: environment, isReady: false)
    defer { service.end(SIGTERM) }
    return try sandbox.run("chaka-admin", ["--socket", sandbox.socket, "-c", command])
  }

  @Test("makes nothing real", arguments: [("+5y", "clock_ahead"), ("-5y", "clock_behind")])
  func initialise(offset: String, code: String) throws {
    let ended = try admin("init", pretending: offset)
    #expect(ended.status == 1 && ended.code == code, "\(ended.errors)")
    for path in [sandbox.database, sandbox.secrets] { #expect(!FileManager.default.fileExists(atPath: path)) }
    #expect(try sandbox.run("chaka-admin", "init").status == 0)
  }

  @Test("is not the kernel's, which is asked past the library")
  func kernel() throws {
    try sandbox.run("chaka-admin", "init")
    let ended = try said("show clock", pretending: "+10d")
    #expect(try ended.value("state") as? String == "doubted" && ended.value("doubt") as? String == "contradicted")
    #expect(try said("show clock").value("state") as? String == "trusted")
  }

  @Test("does not creep in by small steps")
  func creep() throws {
    try sandbox.run("chaka-admin", "init")
    let codes = try ["+4m", "+8m", "+12m", "+16m"].map {
      try said("explain query Q12345678901234567AB", pretending: $0).code
    }
    #expect(codes.dropFirst().all { $0 == "clock_ahead" })
    #expect(try said("show clock").value("state") as? String == "trusted")
  }

  @Test("is a sandbox's own affair")
  func pretendedSandbox() throws {
    #expect(try admin("init", "--sandbox", pretending: "+5y").status == 0)
    #expect(try sandbox.admin("open region 上海", "commit", now: "2022-01-01").status == 0)
  }
}
