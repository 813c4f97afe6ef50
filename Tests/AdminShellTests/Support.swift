import Domain
import TestFixtures

@testable import AdminShell

let catalogue = Catalogue.bundled

/// The actions of a script.
func actions(_ script: String) throws -> [Action] {
  let binder = Binder(catalogue)
  return try ScriptReader.commands(in: Array(script.utf8), file: "test.chaka").map { try binder.bind($0).action }
}

/// The first thing that is wrong with a script, as `--check` finds it.
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
