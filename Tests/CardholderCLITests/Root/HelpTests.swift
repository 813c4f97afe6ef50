import Testing
import Text

@testable import CardholderCLI
@testable import Program

struct HelpTests {
  private func tree(_ language: Language) throws -> CommandTree {
    try Program.$language.withValue(language) { try CommandTree(of: Chaka.self) }
  }

  @Test func `every command of the contract is there`() throws {
    let names = try tree(.en).children.map(\.commandName)
    #expect(
      Set(names) == [
        "register", "login", "logout", "move", "password", "banks", "apply", "status", "cancel", "report", "history",
        "notice", "phone", "change-phone",
      ])
  }

  @Test(arguments: Language.allCases)
  func `everything is described in the chosen language`(language: Language) throws {
    let root = try tree(language)
    for command in [root] + root.children {
      let texts =
        [command.abstract]
        + (command.arguments ?? []).filter { $0.title != "--help" && $0.title != "--version" }.map(\.abstract)
      for text in texts {
        let text = try #require(text, "\(command.commandName)")
        #expect(text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) } == (language == .zh), "\(text)")
      }
    }
  }

  @Test func `every command takes the shared options`() throws {
    for command in try tree(.en).children {
      #expect(Set(command.options.flatMap(\.spellings)).isSuperset(of: GlobalArguments.names), "\(command.commandName)")
    }
  }

  @Test func `the help of apply reads like this`() throws {
    let text = try Program.$language.withValue(.zh) { HelpText(of: ["apply"], in: try tree(.zh)).text(columns: 80) }
    #expect(
      text.hasPrefix(
        """
        申请一次查询

        用法：chaka apply [--bank <bank> ...] [--all-banks] [--agree] [--code <code>]
        """))
  }
}
