import Domain
import Foundation
import Program
import RolloutControl
import Store
import TestFixtures
import Text

@testable import AdminShell
@testable import AdminTerminal

/// A sandbox in a folder of its own, and scripts run on it.
final class Scripting {
  struct Outcome {
    var status: Int32 = 0
    var output = ""
    var error = ""

    /// The JSON documents of the output, one a line.
    var documents: [JSONValue] { output.split(separator: "\n").compactMap { JSONValue(json: String($0)) } }
    var fault: JSONValue? { JSONValue(json: error.trimmingCharacters(in: .newlines))?["error"] }
  }

  let runner = ScriptedRunner()
  private let ownFolder: TemporaryFolder
  var folder: String { ownFolder.path }
  var location: StoreLocation { StoreLocation(path: folder + "/chaka.sqlite", secrets: folder + "/secrets") }

  init() throws {
    ownFolder = try TemporaryFolder()
    _ = try Store.initialise(
      at: location, sandbox: true, author: "test", catalogue: catalogue, pretendedNow: Moment(text: "2021-12-01"))
  }

  func write(_ name: String, _ text: String) throws -> String { try ownFolder.write(text, to: name) }

  /// A session as the console opens it: a database that is not to be trusted can be read and decided about.
  func session(at time: String = "2021-12-02", author: String = "op") throws -> OperatorSession {
    let store = try Store.open(
      at: location, catalogue: catalogue, pretendedNow: Moment(text: time), regardless: true)
    return try OperatorSession(store: store, author: author)
  }

  /// Runs scripts as the program does.
  func run(
    _ sources: [ScriptSource], at time: String = "2021-12-02", as author: String = "op", format: OutputFormat = .json,
    language: Language = .en, environment: [String: String] = [:]
  ) throws -> Outcome {
    let caller = TestCaller()
    var manner = ConsoleManner()
    (manner.format, manner.language) = (format, language)
    let parts = ConsoleParts(catalogue: catalogue, runner: runner, kept: nil) {
      try self.session(at: time, author: author)
    }
    let end = Program.$language.withValue(language) {
      let session = ConsoleSession(parts, manner, caller)
      session.learn(environment: environment)
      return session.run(sources.map(\.input))
    }
    return Outcome(status: end.status.rawValue, output: caller.output, error: caller.error)
  }

  func run(
    _ text: String, at time: String = "2021-12-02", as author: String = "op", format: OutputFormat = .json
  ) throws -> Outcome {
    try run([.command(text)], at: time, as: author, format: format)
  }
}

/// A caller without a person: keeps what is printed, and reads and writes files as they are.
final class TestCaller: ConsoleCaller {
  private(set) var output = ""
  private(set) var error = ""
  let columns = 80
  let isInterrupted = false

  func show(_ text: String) { output += text }
  func showPage(_ text: String) { output += text }
  func tell(_ text: String) { error += text }
  func showProgress(_ text: String?) {}
  func endReply() {}
  func answer(to question: String) -> String? { nil }
  func nextLine() -> [UInt8]? { nil }
  func isInterrupted(within span: Duration, orUntil isOver: () -> Bool) -> Bool { false }
  func contents(of word: Word) throws -> [UInt8] { try ScriptBytes.read(ScriptFile.path(of: word)) }
  func draft(for word: Word) throws -> any SavedOutput { try SavedFile(path: ScriptFile.path(of: word)) }
  func paths(_ typed: String) -> [String] { PathCompletion.paths(typed) }
}

/// A conformance suite with findings set by the test.
final class ScriptedRunner: CertificationRunner {
  var checks = [ScriptedRunner.check(.transport, .passed), ScriptedRunner.check(.load, .passed)]

  static func check(_ group: CheckGroup, _ outcome: CheckOutcome) -> CheckResult {
    CheckResult(
      identifier: "\(group.rawValue).scripted", group: group,
      title: Bilingual(zh: "限速时回答 429", en: "answers 429 when it limits the rate"), outcome: outcome, milliseconds: 12)
  }

  func certify(
    _ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void
  ) throws -> CertificationReport {
    for check in checks { progress(check) }
    let now = try request.store.now()
    return CertificationReport(
      suite: "1.0", endpoint: request.endpoint, keys: request.keys.flatMap(\.pair.identifiers), startedAt: now,
      endedAt: now, checks: checks)
  }
}
