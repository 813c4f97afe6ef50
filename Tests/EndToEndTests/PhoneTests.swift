import Foundation
import Testing

/// Many processes that try at once, and strangers on machines of their own.
@Suite struct PhoneTests {
  private static let now = "2023-03-01T09:00"

  private func open() throws -> (ProgramSandbox, TestPerson) {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox", now: Self.now)
    let person = TestPerson(sandbox, number: 1)
    try person.register(region: "上海", now: Self.now)
    return (sandbox, person)
  }

  /// The results of processes that are started together.
  private func together(
    _ count: Int, in sandbox: ProgramSandbox, _ arguments: (Int) throws -> [String]
  ) throws -> [String] {
    let processes = try (0..<count).map { number in
      let all = try arguments(number) + ["--format", "json", "--now", Self.now]
      return (try sandbox.process("chaka", all, name: "together-\(number)"), "together-\(number)")
    }
    for (process, _) in processes { try process.run() }
    return processes.map { process, name in
      process.waitUntilExit()
      let ended = ProgramSandbox.Ended(
        status: process.terminationStatus, output: sandbox.text(name + ".out"), errors: sandbox.text(name + ".err"))
      return ended.code ?? "done"
    }
  }

  @Test func fourteenProcessesHaveFiveGuessesAtACode() throws {
    let (sandbox, person) = try open()
    #expect(try person.chaka("login", "--phone", person.phone, now: Self.now).code == "code_required")
    let code = try sandbox.code(person.phone, now: Self.now)
    let wrong = code == "271828" ? "314159" : "271828"
    let codes = try together(14, in: sandbox) { _ in
      ["login", "--phone", person.phone, "--code", wrong, "--session", person.session]
    }
    #expect(codes.sorted() == Array(repeating: "code_locked", count: 10) + Array(repeating: "code_wrong", count: 4))
    #expect(try person.chaka("login", "--phone", person.phone, "--code", code, now: Self.now).code == "code_locked")
  }

  @Test func fourteenProcessesHaveFiveGuessesAtAPassword() throws {
    let (sandbox, person) = try open()
    let wrong = try sandbox.file("wrong", "604817\n")
    let new = try sandbox.file("new", "850264\n")
    let change = ["password", "--new-password-file", new, "--session", person.session, "--password-file"]
    let codes = try together(14, in: sandbox) { _ in change + [wrong] }
    #expect(
      codes.sorted() == Array(repeating: "password_locked", count: 10) + Array(repeating: "password_wrong", count: 4))
    let right = try sandbox.file("right", "749205\n")
    #expect(try sandbox.run("chaka", change + [right], now: Self.now).code == "password_locked")
  }

  @Test func aStrangerOnAnotherMachineCostsTheOwnerNothing() throws {
    let (sandbox, person) = try open()
    let login = ["login", "--phone", person.phone]
    #expect(try person.chaka("login", "--phone", person.phone, now: Self.now).code == "code_required")
    let code = try sandbox.code(person.phone, now: Self.now)
    for number in 0..<12 {
      let stranger = ["--session", sandbox.folder + "/stranger-\(number)"]
      let sent = try sandbox.run("chaka", login + stranger, now: Self.now)
      #expect(sent.code == (number < 10 ? "code_required" : "code_locked"))
      let wrong = code == "271828" ? "314159" : "271828"
      #expect(try sandbox.run("chaka", login + ["--code", wrong] + stranger, now: Self.now).code == "code_wrong")
    }
    let ended = try person.chaka("login", "--phone", person.phone, "--code", code, now: Self.now)
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test func aNumberChangesAndIsGivenToSomebodyElse() throws {
    let (sandbox, person) = try open()
    let newcomer = MadeUp(number: 2)
    let session = ["--session", sandbox.folder + "/newcomer"]
    let register = [
      "register", "--name", newcomer.name, "--id-number", newcomer.idNumber, "--phone", person.phone, "--region", "云南",
    ]
    #expect(try sandbox.run("chaka", register + session, now: Self.now).code == "code_required")
    let password = ["--password-file", try sandbox.file("newcomer-password", "749205\n")]
    let code = ["--code", try sandbox.code(person.phone, now: Self.now)]
    #expect(
      try sandbox.run("chaka", register + session + password + code + ["--face", "fail"], now: Self.now).code
        == "face_check_failed")
    let taken = try sandbox.run("chaka", register + session + password + code, now: Self.now)
    #expect(try taken.value("region") as? String == "CN-YN", "\(taken.errors)")
    #expect(try person.chaka("history", now: Self.now).code == "not_logged_in")

    let other = MadeUp(number: 3).phone
    let change = ["change-phone", "--phone", other, "--name", person.name, "--id-number", person.idNumber]
    #expect(try sandbox.run("chaka", change + ["--session", person.session], now: Self.now).code == "code_required")
    let changed = try sandbox.run(
      "chaka", change + ["--code", try sandbox.code(other, now: Self.now), "--session", person.session], now: Self.now)
    #expect(try changed.value("region") as? String == "CN-SH", "\(changed.errors)")
    #expect(try person.chaka("history", now: Self.now).status == 0)
  }
}
