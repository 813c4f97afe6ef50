import Domain
import TestFixtures
import Testing

@testable import AdminShell

let catalogue = Catalogue.bundled

/// The commands of a script.
func commands(_ script: String) throws -> [any ConsoleCommand] {
  let binder = Binder(catalogue)
  return try ScriptReader.commands(in: Array(script.utf8), file: "test.chaka").map { try binder.bind($0).command }
}

/// The edits of a script that has no other commands.
func edits(_ script: String) throws -> [RolloutEdit] {
  try commands(script).map { try #require($0 as? any EditCommand).edit }
}

/// Whether two commands are of one type and equal.
func isSame(_ one: any ConsoleCommand, _ other: any ConsoleCommand) -> Bool {
  func compare<Command: ConsoleCommand>(_ one: Command) -> Bool { other as? Command == one }
  return compare(one)
}

/// The first problem of a script, as `--check` finds it.
func refusal(of bytes: [UInt8]) -> Diagnostic? {
  var reader = ScriptReader(file: "test.chaka", bytes: bytes)
  let binder = Binder(catalogue)
  do {
    while let command = try reader.next() { _ = try binder.bind(command) }
    return nil
  } catch {
    return error as? Diagnostic
  }
}

func codes(_ texts: String...) -> [BankCode] { texts.map { BankCode($0) } }
func places(_ texts: String...) -> [RegionCode] { texts.map { RegionCode($0) } }
