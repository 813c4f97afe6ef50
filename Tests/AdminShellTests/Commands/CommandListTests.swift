import Domain
import TestFixtures
import Testing
import Text

@testable import AdminShell

@Suite("The list of commands")
struct CommandListTests {
  private static let all = CommandList.sections.flatMap(\.commands)

  private func names(_ isSo: (any ConsoleCommand.Type) -> Bool) -> Set<String> {
    Set(Self.all.filter(isSo).map { $0.form.name })
  }

  @Test("names each command once, and every one reads its own examples")
  func examples() throws {
    let forms = Self.all.map { $0.form.name }
    #expect(Set(forms).count == forms.count)
    for type in Self.all {
      for example in type.form.examples {
        let words = try ScriptReader.commands(in: Array(example.utf8), file: "example")
        #expect(words.count == 1 && words[0].name == type.form.name, "\(example)")
      }
    }
  }

  @Test("has help in both languages for each command and each of its clauses", arguments: all.map { $0.form.name })
  func help(name: String) throws {
    let form = try #require(Grammar.forms.first { $0.name == name })
    for text in [form.summary] + form.clauses.map(\.summary) + [form.details].compactMap(\.self) {
      #expect(text.zh.unicodeScalars.contains { $0.value > 0x4e00 } && !text.en.isEmpty, "\(name): \(text)")
    }
    #expect(form.examples.allSatisfy { $0.hasPrefix(name) } && !form.examples.isEmpty)
  }

  private static let edits: Set = [
    "open region", "close region", "connect bank", "disconnect bank", "suspend bank", "resume bank", "open channel",
    "close channel", "pause service", "resume service", "add bank", "remove bank", "rename region", "rename bank",
    "set",
  ]

  @Test("says of each command whether it edits the candidate only, and whether it is a step of a script")
  func editing() {
    #expect(names { $0 is any EditCommand.Type } == Self.edits)
    #expect(names { $0 is any EditingCommand.Type } == Self.edits.union(["load", "discard", "rollback"]))
    #expect(names { $0 is any StepCommand.Type } == Self.edits.union(["discard", "rollback", "commit"]))
    #expect(names { $0 is any IdleCommand.Type } == ["commit check", "let", "begin", "end"])
    #expect(names { $0 is any EmergencyCommand.Type } == ["close region", "suspend bank", "pause service"])
  }

  /// The commands that look without being called `show`; `show drift` reads a file and is not watched.
  private static let otherLooks: Set = [
    "compare", "impact", "commit check", "explain", "audit verify", "audit head", "audit show",
  ]

  @Test("may be watched where they look, and be followed by others in a block where they can be taken back")
  func reading() {
    let looks = names { $0 is any ReadingCommand.Type }
    #expect(looks == names { $0.form.name.hasPrefix("show ") }.subtracting(["show drift"]).union(Self.otherLooks))
    let editing = names { $0 is any EditingCommand.Type }
    #expect(names { $0.canBeTakenBack } == looks.union(editing).union(["let", "help"]))
  }

  @Test("says of each command whether it may be requested, and lists the requests")
  func requestable() {
    let requestable = names { $0 is any RequestableCommand.Type }
    #expect(
      requestable == [
        "commit", "apply", "endpoint", "key", "register bank", "rotate key", "rotate key network", "certify bank",
        "maintenance bank", "add operator", "remove operator", "cancel commit", "audit reanchor", "registry update",
      ])
    let requests = Set(Grammar.forms.map(\.name).filter { $0.hasPrefix("request ") })
    #expect(requests == Set(requestable.map { "request \($0)" }))
  }

  @Test("says of each command what it needs of the database and of the operator")
  func needs() {
    #expect(
      names { $0.needs == .nothing } == ["let", "include", "begin", "end", "watch", "help", "quit", "exit"])
    #expect(
      names { $0.needs == .anyDatabase } == [
        "approve", "reject", "break glass", "sign review", "show requests", "show request", "audit verify",
        "audit head", "audit show", "audit reanchor", "registry update", "request audit reanchor",
        "request registry update", "show clock", "clock confirm", "clock reset",
      ])
    #expect(names { $0.needs == .role(.operator) } == names { $0 is any EditingCommand.Type })
    #expect(!names { $0.needs == .role(.viewer) }.isEmpty)
    #expect(Self.all.all { [.nothing, .anyDatabase, .role(.operator), .role(.viewer)].contains($0.needs) })
  }

  @Test("an edit said as an emergency is no edit of the candidate any more")
  func emergency() throws {
    for text in [
      "close region 上海 emergency reason x", "suspend bank icbc emergency reason x", "pause service emergency reason x",
    ] {
      let found = try commands(text)[0]
      #expect(!(found is any EditingCommand) && !(found is any StepCommand), "\(text)")
      #expect(!type(of: found).canBeTakenBack && type(of: found).needs == .role(.viewer))
    }
  }
}
