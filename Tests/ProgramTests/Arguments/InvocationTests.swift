import ArgumentParser
import Testing

@testable import Program

struct InvocationTests {
  let tree: CommandTree

  init() throws { tree = try CommandTree(of: Sample.self) }

  @Test(arguments: [
    "greet Ann --times 3", "greet --times=3 Ann", "--actor x greet Ann --times 3", "greet Ann --actor x --times 3",
    "greet --word a b --times 3 Ann", "greet --word a --word b --times 3 Ann", "greet -l Ann --times 3",
    "greet --times 3 -- --Ann", "greet --times 3 -- help", "greet --times 3 -", "fail greet", "",
  ])
  func `what has the right shape is run as it is`(line: String) throws {
    #expect(try Invocation(words(line), in: tree) == .run(words(line)))
  }

  @Test(arguments: [
    ("gret Ann", UsageFault.unknownCommand("gret", suggestion: "greet")),
    ("dance", .unknownCommand("dance", suggestion: nil)),
    ("greet Ann --tmes 3", .unknownOption("--tmes", suggestion: "--times")),
    ("greet Ann --times 3 --frmat json", .unknownOption("--frmat", suggestion: "--format")),
    ("greet Ann --times 3 -x", .unknownOption("-x", suggestion: nil)),
    ("greet Ann --times", .missingValue("--times")),
    ("greet Ann --word --times 3", .missingValue("--word")),
    ("greet Ann --times 3 --loud=yes", .unexpectedValue("--loud")),
    ("greet Ann --times 3 --tone rude", .invalidValue("rude", option: "--tone", allowed: ["warm", "cold"])),
    ("greet --times 3", .missingArgument("<name>")),
    ("greet Ann", .missingArgument("--times <times>")),
    ("greet Ann Bob --times 3", .unexpectedArgument("Bob")),
  ])
  func `what has not is refused with what is wrong`(line: String, fault: UsageFault) throws {
    #expect(throws: fault) { try Invocation(words(line), in: tree) }
  }

  @Test(arguments: [
    ("--help", []), ("-h", []), ("help", []), ("help greet", ["greet"]), ("greet --help", ["greet"]),
    ("greet --nonsense --help", ["greet"]),
  ])
  func `a request for help goes before faults`(line: String, path: [String]) throws {
    #expect(try Invocation(words(line), in: tree) == .help(path))
  }

  @Test func `help on what is not there is refused`() {
    #expect(throws: UsageFault.unknownCommand("dance", suggestion: nil)) {
      try Invocation(words("help dance"), in: tree)
    }
  }

  @Test func `version and completion scripts are told apart`() throws {
    #expect(try Invocation(["--version"], in: tree) == .version)
    #expect(try Invocation(["greet", "--version"], in: tree) == .version)
    let request = ["--generate-completion-script", "zsh"]
    #expect(try Invocation(request, in: tree) == .builtIn(request))
  }

  @Test(arguments: [
    ("greet Ann --times x", UsageFault.invalidValue("x", option: "--times", allowed: [])),
    ("greet Ann --times 99999999999999999999", .invalidValue("99999999999999999999", option: "--times", allowed: [])),
  ])
  func `what ArgumentParser alone can refuse is told in our words`(line: String, fault: UsageFault) async throws {
    let error = await #expect(throws: (any Error).self) { _ = try await Sample.asyncParseAsRoot(words(line)) }
    #expect(UnreadableValue.fault(for: try #require(error), in: Sample.self) as? UsageFault == fault)
  }

  @Test func `a fault thrown while validating is kept`() async throws {
    let line = words("greet Ann --times 13")
    let error = await #expect(throws: (any Error).self) { _ = try await Sample.asyncParseAsRoot(line) }
    let fault = UnreadableValue.fault(for: try #require(error), in: Sample.self) as? UsageFault
    #expect(fault?.message.zh == "不吉利")
  }
}
