import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Program

struct ServiceAddressTests {
  private let folder: TemporaryFolder
  private let missing: String
  private let there: String

  init() throws {
    folder = try TemporaryFolder()
    missing = folder.path(of: "missing")
    there = try folder.write("", to: "installed")
  }

  private func address(
    _ line: String = "", socket: String? = nil, server: String? = nil, _ environment: [String: String] = [:],
    installed: String? = nil
  ) throws -> ServiceAddress {
    let context = try ProgramContext(
      name: "x", options: GlobalOptions(reading: words(line)), environment: ["HOME": "/h"].merging(environment) { $1 })
    return try ServiceAddress(context, socket: socket, server: server, installed: installed ?? missing)
  }

  private func configuration(_ yaml: String) throws -> String {
    let path = try folder.write(yaml, to: "config.yaml")
    try #require(chmod(path, 0o600) == 0)
    return "--config \(path)"
  }

  @Test func `an option goes before every variable, and these before what is configured or installed`() throws {
    let variables = ["CHAKA_SOCKET": "/v", "CHAKA_DATABASE": "unix:/d"]
    let config = try configuration("database: unix:/c\n")
    #expect(try address(config, socket: "/o", variables, installed: there) == .socket("/o"))
    #expect(try address(config + " --database unix:/o", variables, installed: there) == .socket("/o"))
    #expect(try address(config + " --database /o.sqlite", variables, installed: there) == .database)
    #expect(try address(config, variables, installed: there) == .socket("/v"))
    #expect(try address(config, ["CHAKA_DATABASE": "unix:/d"], installed: there) == .socket("/d"))
    #expect(try address(config, ["CHAKA_DATABASE": "/d.sqlite"], installed: there) == .database)
    #expect(try address(config, installed: there) == .socket("/c"))
    #expect(try address(try configuration("database: /c.sqlite\n"), installed: there) == .database)
    #expect(try address(try configuration("{}\n"), installed: there) == .socket(there))
    #expect(try address(installed: there) == .socket(there))
    #expect(try address() == .database)
    #expect(try address("", ["CHAKA_SOCKET": "", "CHAKA_DATABASE": ""], installed: there) == .socket(there))
  }

  @Test func `the address of a service is a socket's path or a host`() throws {
    let url = try #require(EndpointURL("https://chaka.example:7443"))
    #expect(try address(server: "https://chaka.example:7443") == .server(url))
    #expect(try address("--database https://chaka.example:7443") == .server(url))
    #expect(try address("--database unix:relative.sock") == .socket("relative.sock"))
    #expect(try address("--database unix:///run/s") == .socket("/run/s"))
  }

  @Test(arguments: ["http://chaka.example", "chaka.example", "https://", "https://a/b", "https://u@a", ""])
  func `a service over the network has an https address without a path`(server: String) {
    #expect(throws: UsageFault.self) { try address(server: server) }
  }

  @Test(arguments: ["", String(repeating: "s", count: 108), "a\u{0}b"])
  func `no socket stands at such a path`(path: String) {
    #expect(throws: UsageFault.self) { try address(socket: path) }

  }

  @Test func `two places at once are none`() {
    #expect(throws: UsageFault.self) { try address(socket: "/a", server: "https://a") }
    #expect(throws: UsageFault.self) { try address("--database /d", socket: "/a") }
    #expect(throws: UsageFault.self) { try address("--database unix:/a", server: "https://a") }
  }

  @Test func `secrets and time are the service's, and are no options with one`() throws {
    for option in ["--secrets /s", "--now 2022-06-09"] {
      #expect(throws: UsageFault.self) { try address(option, socket: "/a") }
      #expect(throws: UsageFault.self) { try address(option, installed: there) }
      #expect(try address(option) == .database)
      #expect(try address(option, ["CHAKA_DATABASE": "/d"], installed: there) == .database)
    }
    #expect(try address("", socket: "/a", ["CHAKA_SECRETS": "/s"]) == .socket("/a"))
  }

  @Test func `a named configuration names the database of every program`() throws {
    let line = try configuration("database: sqlite:/c.sqlite\n")
    func context(_ more: String, _ environment: [String: String] = [:]) throws -> ProgramContext {
      try ProgramContext(
        name: "x", options: GlobalOptions(reading: words(line + more)),
        environment: ["HOME": "/h"].merging(environment) { $1 })
    }
    #expect(try context("").databasePath == "/c.sqlite")
    #expect(try !context("").sharedArguments.contains("--database"))
    #expect(try context(" --database /o").databasePath == "/o")
    #expect(try context(" --database /o").sharedArguments.starts(with: ["--database", "/o"]))
    #expect(try context("", ["CHAKA_DATABASE": "/d"]).databasePath == "/d")
    #expect(throws: UsageFault.self) { try context(" --database unix:/s").databasePath }
  }
}
