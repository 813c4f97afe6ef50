import Testing

@testable import CardholderCLI
@testable import Program

struct WatchedScreenTests {
  @Test(
    arguments: [
      ("xterm", true, OutputFormat.table, true), ("dumb", true, .table, false), ("xterm", false, .table, false),
      ("xterm", true, .json, false),
    ])
  func `a query is watched in place only as a table on a terminal that can move its cursor`(
    term: String, isTerminal: Bool, format: OutputFormat, expected: Bool
  ) {
    let context = ProgramContext(
      name: "chaka", language: .en, format: format, environment: ["TERM": term], inputIsTerminal: true,
      outputIsTerminal: isTerminal, errorIsTerminal: isTerminal, databaseURL: "", secretsPath: "",
      namedConfigurationPath: nil, pretendedNow: nil)
    #expect(context.watchedScreen.isOn == expected)
  }
}
