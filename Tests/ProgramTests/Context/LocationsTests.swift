import Domain
import Testing

@testable import Program

struct LocationsTests {
  private func context(_ line: String, _ environment: [String: String]) throws -> ProgramContext {
    try ProgramContext(name: "x", options: GlobalOptions(reading: words(line)), environment: environment)
  }

  @Test func `options go before variables and variables before defaults`() throws {
    let home = ["HOME": "/h", "CHAKA_DATABASE": "/d.sqlite", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative"]
    #expect(try context("--database /o.sqlite", home).databasePath == "/o.sqlite")
    #expect(try context("", home).databasePath == "/d.sqlite")
    #expect(try context("", ["HOME": "/h", "CHAKA_DATABASE": ""]).databasePath == "/h/.local/share/chaka/chaka.sqlite")
    #expect(try context("", home).secretsPath == "/c/chaka/secrets")
    #expect(try context("", home).locations.state == "/h/.local/state/chaka")
    #expect(try context("--config /x.yaml", home).namedConfigurationPath == "/x.yaml")
    #expect(try context("", home).namedConfigurationPath == nil)
  }

  @Test(arguments: [
    ("sqlite:a.sqlite", "a.sqlite"), ("sqlite:/a.sqlite", "/a.sqlite"), ("sqlite:///a.sqlite", "/a.sqlite"),
    ("a b", "a b"),
  ])
  func `a database is a path or an address`(address: String, path: String) throws {
    #expect(try DatabaseAddress.path(of: address) == path)
  }

  @Test(arguments: ["", "sqlite:", "postgresql://localhost/x", "a\u{0}b"])
  func `some addresses cannot be opened`(address: String) {
    #expect(throws: UsageFault.self) { try DatabaseAddress.path(of: address) }
  }

  @Test func `a pretended time is read or refused`() throws {
    #expect(try context("--now 2022-06-09", [:]).pretendedNow == CalendarDay(text: "2022-06-09")?.start)
    #expect(try context("", [:]).pretendedNow == nil)
    #expect(throws: UsageFault.invalidValue("soon", option: "--now", allowed: [])) { try context("--now soon", [:]) }
  }

  @Test(arguments: [([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false)])
  func `colour is for terminals that want it`(environment: [String: String], expected: Bool) {
    let context = ProgramContext(
      name: "x", language: .en, format: .table, environment: environment, inputIsTerminal: true, outputIsTerminal: true,
      errorIsTerminal: true, databaseURL: "", secretsPath: "", namedConfigurationPath: nil, pretendedNow: nil)
    #expect(context.colour == expected)
  }

  @Test(arguments: [
    ("dumb", true, false), ("xterm", true, true), ("xterm", false, false),
  ])
  func `what is shown is drawn again only on a terminal that can move its cursor`(
    term: String, isTerminal: Bool, expected: Bool
  ) {
    let context = ProgramContext(
      name: "x", language: .en, format: .table, environment: ["TERM": term], inputIsTerminal: true,
      outputIsTerminal: isTerminal, errorIsTerminal: isTerminal, databaseURL: "", secretsPath: "",
      namedConfigurationPath: nil, pretendedNow: nil)
    #expect(context.outputCanRedraw == expected && context.errorCanRedraw == expected)
    #expect(context.statusLine.canRedraw == expected)
  }
}
