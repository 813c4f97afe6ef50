import Domain
import Foundation
import LiveProgram
import Registry
import Sealing
import Store
import Synchronization
import Testing
import Text

@testable import CardholderCLI
@testable import Program
@testable import QueryEngine

/// Applications at a terminal go to the shown banks (rule 13).
struct ApplyingTests {
  private static let first: [BankCode] = ["abc", "boc", "ccb"].map { BankCode($0) }

  private static func rollout(_ edits: RolloutEdit...) -> Rollout {
    var rollout = Rollout.initial
    let opening: [RolloutEdit] = [
      .openChannels([.app]), .openRegions([RegionCode("CN-GD")], .full), .connect(first, .everywhere),
    ]
    for edit in opening + edits { rollout.apply(edit) }
    return rollout
  }

  private static func commit(_ rollout: Rollout, _ sandbox: Sandbox) throws {
    _ = try sandbox.context().openStore(for: .person).write { transaction in
      try transaction.append(
        rollout, author: "op", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }

  /// A sandbox with a person signed in where three banks can be chosen.
  private static func sandbox() async throws -> Sandbox {
    let sandbox = try Sandbox()
    try await sandbox.signUp()
    try commit(rollout(), sandbox)
    return sandbox
  }

  /// The output and the banks asked of a visit at a terminal, with the rollout changed while a question is open.
  private static func visit(
    _ sandbox: Sandbox, _ answers: [String], changing question: String, to rollout: Rollout?,
    _ body: @escaping @Sendable (Visit) async throws -> Void
  ) async throws -> [String] {
    let dialogue = ChangingDialogue(answers, at: question) {
      if let rollout { try commit(rollout, sandbox) }
    } code: {
      try latestCode(sandbox)
    }
    try await Program.$language.withValue(.zh) {
      try await Visit.during(sandbox.context(language: .zh, isTerminal: true), PersonOptions.parse([])) { open in
        let visit = Visit(
          context: open.context, desk: open.desk, session: sandbox.session, channel: .app, dialogue: dialogue)
        do { try await body(visit) } catch is CancellationError {}
      }
    }
    return dialogue.said
  }

  /// The code as the person reads it on the phone.
  private static func latestCode(_ sandbox: Sandbox) throws -> String {
    let store = try sandbox.context().openStore(for: .person)
    let hash = store.secret.hash("13800138264", for: .lookUp)
    let message = try #require(try store.read { try $0.sandboxMessages(phoneHash: hash) }.last)
    let text = try AtRest(store.secret, for: .messages).open(message.text, context: message.id)
    return try #require(MessageText.code(in: String(decoding: text, as: UTF8.self)))
  }

  private static let guided: @Sendable (Visit) async throws -> Void = { visit in
    let offer = try await visit.desk.banks(visit.session.token, channel: .app)
    _ = try await GuidedApplication(visit: visit, offer: offer).run()
  }

  private static let everything: @Sendable (Visit) async throws -> Void = { visit in
    _ = try await Applying(visit: visit, banks: nil, agreed: false, code: nil, face: .given).run()
  }

  @Test func `the agreement names the banks before yes`() async throws {
    let said = try await Self.visit(try await Self.sandbox(), ["", ""], changing: "", to: nil, Self.guided)
    let names = said.firstIndex { $0.contains("您选择的银行（3 家）：农业银行、中国银行、建设银行") }
    let question = said.firstIndex { $0.contains("向以上 3 家银行查询，请输入“同意”") }
    #expect(names.flatMap { index in question.map { index < $0 } } == true)
    #expect(said.last?.contains("没有同意授权") == true)
  }

  @Test(arguments: [
    ("１　３", "农业银行、建设银行"), ("1，3", "农业银行、建设银行"), ("Bank of China", "中国银行"), ("Bank of China, 1", "中国银行、农业银行"),
    ("ＢＯＣ ３", "中国银行、建设银行"), ("农业银行 建设银行", "农业银行、建设银行"), ("ＡＬＬ", "农业银行、中国银行、建设银行"),
    ("全部　", "农业银行、中国银行、建设银行"),
  ])
  func `banks are chosen by number and name, in whatever width and with blanks in them`(
    answer: String, names: String
  ) async throws {
    let said = try await Self.visit(try await Self.sandbox(), [answer, ""], changing: "", to: nil, Self.guided)
    #expect(said.contains { $0.contains("家）：\(names)") }, "\(said)")
  }

  @Test(arguments: ["请输入银行序号", "请输入“同意”", "短信验证码"])
  func `whoever joins while a question is open is not asked`(question: String) async throws {
    let sandbox = try await Self.sandbox()
    let more = Self.rollout(.connect([BankCode("icbc"), BankCode("cmb")], .everywhere))
    let said = try await Self.visit(sandbox, ["", "同意", "CODE"], changing: question, to: more, Self.guided)
    #expect(said.contains { $0.contains("查询的银行：农业银行、中国银行、建设银行\n") }, "\(said)")
  }

  @Test(arguments: ["请输入“同意”", "短信验证码"])
  func `one that leaves meanwhile is said, and the banks are shown and agreed to again`(question: String) async throws {
    let sandbox = try await Self.sandbox()
    let fewer = Self.rollout(.suspend([BankCode("boc")], reason: "维护"))
    let answers = question == "短信验证码" ? ["", "同意", "CODE", "", "同意", "CODE"] : ["", "同意", "", "同意", "CODE"]
    let said = try await Self.visit(sandbox, answers, changing: question, to: fewer, Self.guided)
    #expect(said.contains { $0.contains("中国银行：暂停查询") }, "\(said)")
    #expect(said.contains { $0.contains("您选择的银行（2 家）：农业银行、建设银行") })
    #expect(said.contains { $0.contains("查询的银行：农业银行、建设银行\n") })
  }

  @Test func `one that is called otherwise meanwhile is said and shown again`() async throws {
    let sandbox = try await Self.sandbox()
    let other = Self.rollout(.renameBank(BankCode("boc"), Bilingual(zh: "另一银行", en: "Another Bank")))
    let answers = ["", "同意", "", "同意", "CODE"]
    let said = try await Self.visit(sandbox, answers, changing: "请输入“同意”", to: other, Self.guided)
    #expect(said.contains { $0.contains("改名为 另一银行") }, "\(said)")
    #expect(said.contains { $0.contains("您选择的银行（3 家）：农业银行、另一银行、建设银行") })
  }

  @Test func `all banks at a terminal are those that were listed`() async throws {
    let sandbox = try await Self.sandbox()
    let more = Self.rollout(.connect([BankCode("icbc")], .everywhere))
    _ = try await Self.visit(sandbox, ["同意", "CODE"], changing: "请输入“同意”", to: more, Self.everything)
    try await sandbox.call(["status"])
    #expect(try await Self.asked(sandbox) == Self.first)
  }

  @Test func `off a terminal the call that sends the code settles the banks, and a change is an answer of its own`()
    async throws
  {
    let sandbox = try await Self.sandbox()
    let apply = ["apply", "--all-banks", "--agree"]
    #expect(try await sandbox.fault(apply) == "code_required")
    let code = try await sandbox.code(of: "13800138264")
    try Self.commit(Self.rollout(.connect([BankCode("icbc")], .everywhere), .disconnect([BankCode("abc")])), sandbox)
    do {
      try await sandbox.call(apply + ["--code", code])
      Issue.record("other banks were asked")
    } catch let fault as NamedRefusal {
      #expect(fault.code == "banks_changed")
      #expect(fault.message.zh.contains("新增 工商银行；减少 农业银行"))
      #expect(fault.facts.contains(.init("added", ["icbc"])) && fault.facts.contains(.init("gone", ["abc"])))
    }
    #expect(try await sandbox.fault(apply) == "code_required")
    try await sandbox.call(apply + ["--code", sandbox.code(of: "13800138264")])
    #expect(try await Self.asked(sandbox).contains(BankCode("icbc")))
  }

  private static func asked(_ sandbox: Sandbox) async throws -> [BankCode] {
    let found = Mutex<[BankCode]>([])
    try await Visit.during(sandbox.context(), PersonOptions.parse([])) { visit in
      let banks = try await visit.desk.status(sandbox.session.token).banks.map(\.bank)
      found.withLock { $0 = banks }
    }
    return found.withLock { $0 }
  }
}

/// A dialogue during which the rollout changes once, while a question waits for its answer. `CODE` answers with the
/// latest SMS code.
private final class ChangingDialogue: Dialogue {
  private let script: ScriptedDialogue
  private let question: String
  private let change: Mutex<(@Sendable () throws -> Void)?>
  private let code: @Sendable () throws -> String

  init(
    _ answers: [String], at question: String, change: @escaping @Sendable () throws -> Void,
    code: @escaping @Sendable () throws -> String
  ) {
    script = ScriptedDialogue(answers)
    self.question = question
    self.change = Mutex(change)
    self.code = code
  }

  var said: [String] { script.said }

  func ask(_ question: Bilingual) throws -> String {
    let answer = try script.ask(question)
    if question.chosen.contains(self.question), !self.question.isEmpty {
      let change = change.withLock { change in
        defer { change = nil }
        return change
      }
      try change?()
    }
    return answer == "CODE" ? try code() : answer
  }

  func askHidden(_ question: Bilingual) throws -> String { try ask(question) }
  func say(_ text: String) { script.say(text) }
}
