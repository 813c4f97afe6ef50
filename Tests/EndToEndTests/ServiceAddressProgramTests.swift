import Foundation
import Testing

/// `chaka-admin` and a service that it does not come to speak to.
@Suite("A service's address")
struct ServiceAddressProgramTests {
  private let sandbox: ProgramSandbox

  init() throws {
    sandbox = try ProgramSandbox()
    try #require(chmod(sandbox.folder, 0o755) == 0)
  }

  private func admin(_ options: [String], _ environment: [String: String] = [:]) throws -> ProgramSandbox.Ended {
    try sandbox.run("chaka-admin", options + ["-c", "show gate"], environment: environment)
  }

  @Test("without a service is told as such, however it is given")
  func unreachable() throws {
    let path = sandbox.folder + "/none.sock"
    for ended in [
      try admin(["--socket", path]), try admin(["--database", "unix:\(path)"]),
      try admin([], ["CHAKA_SOCKET": path]), try admin([], ["CHAKA_DATABASE": "unix:\(path)"]),
    ] {
      #expect(ended.status == 3 && ended.code == "service_unreachable", "\(ended.errors)")
      #expect(try ended.fact("address") as? String == path)
    }
  }

  @Test("that is no socket, or stands where others may write, gets nothing")
  func untrusted() throws {
    let file = try sandbox.file("file", "")
    #expect(try admin(["--socket", file]).code == "service_untrusted")
    #expect(try admin(["--socket", file]).status == 3)
  }

  @Test("from a user namespace of its own is told as one, since nobody's files can be known there")
  func foreign() throws {
    let file = try sandbox.file("file", "")
    let admin = ProgramSandbox.programs.appendingPathComponent("chaka-admin").path
    guard try sandbox.shell("unshare -r true").status == 0 else { return }
    let ended = try sandbox.shell("unshare -r '\(admin)' --socket '\(file)' -c 'show gate' --format json")
    #expect(ended.status == 1 && ended.code == "peer_foreign", "\(ended.errors)")
  }

  @Test("takes no option that is the service's, and no second address")
  func usage() throws {
    for options in [["--secrets", "/s"], ["--database", "/d"], ["--database", "unix:/d"]] {
      let ended = try admin(["--socket", "/none.sock"] + options)
      #expect(ended.status == 64 && ended.code == "usage", "\(ended.errors)")
    }
    #expect(
      try sandbox.run("chaka-admin", "-c", "show gate", now: "2022-01-01", environment: ["CHAKA_SOCKET": "/n"]).status
        == 64)
  }

  @Test("is none for the programs that need a database")
  func others() throws {
    #expect(try sandbox.run("chaka-engine", "drain", "--database", "unix:/none.sock").status == 64)
    #expect(try sandbox.run("chaka-admin", "init", "--database", "unix:/none.sock").status == 64)
  }
}
