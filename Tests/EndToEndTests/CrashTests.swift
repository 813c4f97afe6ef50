import Foundation
import Testing

/// kill -9 at random moments, with counts of promised and lost queries (rules 7 and 10).
@Suite struct CrashTests {
  private static let people = 4

  @Test func whatWasAcknowledgedSurvivesKills() throws {
    let sandbox = try ProgramSandbox()
    let now = "2023-03-01T09:00"
    try sandbox.run("chaka-admin", "init", "--sandbox", now: now)
    let banks = try RunningBanks(sandbox, book: Self.book)
    let opened = try sandbox.admin(
      "endpoint all \(banks.url)", "open channel app", "open region all", "connect bank all", "commit", now: now)
    try #require(opened.status == 0, "\(opened.errors)")
    let people = (1...Self.people).map { TestPerson(sandbox, number: $0) }
    for person in people { try person.register(region: "上海", now: now) }

    var acknowledged: [String?] = []
    for (index, person) in people.enumerated() {
      acknowledged.append(try applyAmongKills(person, sandbox, now: now, sparingApplicant: index == 0))
    }
    try sandbox.run("chaka-engine", "drain", now: "2023-03-01T09:02")
    try sandbox.run("chaka-engine", "drain", now: "2023-03-01T09:04")

    #expect(acknowledged[0] != nil, "an application that nobody kills is acknowledged")
    for (person, query) in zip(people, acknowledged) {
      guard let query else { continue }
      let report = try person.report(now: "2023-03-01T09:05")
      #expect(report.status == 0, "\(report.errors)")
      #expect(try report.value("query") as? String == query)
      #expect(try report.value("totals", "cards") as? Int == 24, "every bank counted once")
      let messages = try sandbox.run("chaka", "phone", "--phone", person.phone, now: "2023-03-01T09:05").output
      #expect(messages.components(separatedBy: "Your report is ready").count == 2, "one SMS")
    }
    #expect(try sandbox.admin("audit verify", now: "2023-03-01T09:06").status == 0)
    withExtendedLifetime(banks) {}
  }

  /// Applies while engines are killed, and perhaps the application, too; gives the query's identifier if the
  /// application was acknowledged.
  private func applyAmongKills(
    _ person: TestPerson, _ sandbox: ProgramSandbox, now: String, sparingApplicant: Bool
  ) throws -> String? {
    let first = try person.chaka("apply", "--all-banks", "--agree", now: now)
    #expect(first.code == "code_required", "\(first.errors)")
    let code = try sandbox.code(person.phone, now: now)
    let engine = try sandbox.process("chaka-engine", ["run", "--now", now], name: "engine-\(person.phone)")
    try engine.run()
    let name = "apply-\(person.phone)"
    let applying = try sandbox.process(
      "chaka",
      [
        "apply", "--all-banks", "--agree", "--code", code, "--session", person.session, "--now", now, "--format",
        "json",
      ],
      name: name)
    try applying.run()
    usleep(UInt32.random(in: 20_000...400_000))
    kill(engine.processIdentifier, SIGKILL)
    if !sparingApplicant, Bool.random() { kill(applying.processIdentifier, SIGKILL) }
    applying.waitUntilExit()
    engine.waitUntilExit()
    guard applying.terminationReason == .exit, applying.terminationStatus == 0 else { return nil }
    let ended = ProgramSandbox.Ended(status: 0, output: sandbox.text(name + ".out"), errors: "")
    return try ended.value("query") as? String
  }

  /// One card at every bank for each person.
  private static var book: String {
    let banks =
      "icbc abc boc ccb bocom psbc citic ceb cmb spdb cmbc hxb pab cib cgb czb cbhb bob bosc bcq cqfm jlyl jlnx gdnx"
    let cards = banks.split(separator: " ").enumerated().map { index, bank in
      "      - { bank: \(bank), kind: debit, number: \"62284800000000\(10_000 + index)\" }"
    }
    let holders = (1...people).map { number in
      let person = MadeUp(number: number)
      return """
          - name: \(person.name)
            idNumber: "\(person.idNumber)"
            phone: "\(person.phone)"
            cards:
        \(cards.joined(separator: "\n"))
        """
    }
    return "cardholders:\n" + holders.joined(separator: "\n") + "\n"
  }
}
