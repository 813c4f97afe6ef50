import ArgumentParser
import Domain
import Foundation
import Live
import Store
import Synchronization
import TestFixtures
import Testing
import Text

@testable import CardholderCLI
@testable import Program

/// A sandbox database of its own, in which every region is closed, and the program called on it without a terminal.
final class Sandbox: Sendable {
  private let ownFolder: TemporaryFolder
  var folder: String { ownFolder.path }
  let now = "2022-06-09T10:00:00"

  init(isSandbox: Bool = true) throws {
    ownFolder = try TemporaryFolder()
    _ = try Store.initialise(
      at: StoreLocation(path: folder + "/db", secrets: folder + "/secrets"), sandbox: isSandbox, author: "test",
      catalogue: .bundled, pretendedNow: isSandbox ? Moment(text: now) : nil)
  }

  var session: SessionFile { SessionFile(path: folder + "/session") }

  func file(_ text: String) throws -> String { try ownFolder.write(text + "\n", to: UUID().uuidString) }

  func context(language: Language = .en, isTerminal: Bool = false, pretending: Bool = true) -> ProgramContext {
    ProgramContext(
      name: "chaka", language: language, format: .table, environment: ["HOME": folder, "NO_COLOR": "1"],
      inputIsTerminal: isTerminal, outputIsTerminal: false, errorIsTerminal: false, databaseURL: folder + "/db",
      secretsPath: folder + "/secrets", namedConfigurationPath: nil, pretendedNow: pretending ? Moment(text: now) : nil)
  }

  /// Calls the program; throws the fault that it would print.
  func call(_ arguments: [String], pretending: Bool = true) async throws {
    let parsed = try await Chaka.asyncParseAsRoot(arguments + ["--session", session.path])
    guard let command = parsed as? any ContextCommand else { throw UsageFault.missingCommand }
    try await command.run(in: context(pretending: pretending))
  }

  /// The code with which a call is refused; nil if it succeeds.
  func fault(_ arguments: [String]) async throws -> String? {
    do {
      try await call(arguments)
      return nil
    } catch let fault as any Fault {
      return fault.code
    }
  }

  /// Registers a person of Guangdong, who is signed in from then on.
  func signUp() async throws {
    let register = [
      "register", "--name", "李小明", "--id-number", "11010519491231002X", "--phone", "13800138264", "--region", "广东",
      "--password-file", try file("482913"),
    ]
    #expect(try await fault(register) == "code_required")
    #expect(try await fault(register + ["--code", code(of: "13800138264")]) == nil)
  }

  /// The code in the latest SMS to a phone.
  func code(of phone: String) async throws -> String {
    let found = Mutex("")
    try await Visit.during(context(), PersonOptions.parse([])) { visit in
      let code = try await visit.desk.messages(to: PhoneNumber(phone)).last?.code ?? ""
      found.withLock { $0 = code }
    }
    return found.withLock { $0 }
  }
}

/// A dialogue whose answers are written down beforehand.
final class ScriptedDialogue: Dialogue {
  private let answers: Mutex<[String]>
  private let log = Mutex<[String]>([])

  init(_ answers: [String]) { self.answers = Mutex(answers) }

  /// The questions and statements of the dialogue, in order.
  var said: [String] { log.withLock { $0 } }
  var isSpent: Bool { answers.withLock(\.isEmpty) }

  func ask(_ question: Bilingual) throws -> String {
    log.withLock { $0.append(question.chosen) }
    let next = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    guard let next else { throw CancellationError() }
    return next
  }

  func askHidden(_ question: Bilingual) throws -> String { try ask(question) }
  func say(_ text: String) { log.withLock { $0.append(text) } }
}
