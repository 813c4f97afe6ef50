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
    try run("chaka-admin", arguments, pretending: offset)
  }

  private func drain(pretending offset: String) throws -> ProgramSandbox.Ended {
    try run("chaka-engine", ["drain"], pretending: offset)
  }

  private func run(_ program: String, _ arguments: [String], pretending offset: String) throws -> ProgramSandbox.Ended {
    try sandbox.run(program, arguments, environment: ["LD_PRELOAD": try #require(library), "FAKETIME": offset])
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
    let ended = try drain(pretending: "+10d")
    #expect(ended.status == 1 && ended.code == "clock_ahead" && ended.errors.contains("kernel"), "\(ended.errors)")
    #expect(try sandbox.run("chaka-engine", "drain").status == 0)
  }

  @Test("does not creep in by small steps")
  func creep() throws {
    try sandbox.run("chaka-admin", "init")
    let codes = try ["+4m", "+8m", "+12m", "+16m"].map { try drain(pretending: $0).code }
    #expect(codes.dropFirst().all { $0 == "clock_ahead" })
    #expect(try sandbox.run("chaka-engine", "drain").status == 0)
  }

  @Test("is a sandbox's own affair")
  func pretendedSandbox() throws {
    #expect(try admin("init", "--sandbox", pretending: "+5y").status == 0)
    #expect(try sandbox.admin("open region 上海", "commit", now: "2022-01-01").status == 0)
  }
}
