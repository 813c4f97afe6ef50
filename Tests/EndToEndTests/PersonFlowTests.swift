import Foundation
import Testing

@Suite struct PersonFlowTests {
  private static let book = """
    cardholders:
      - name: \(MadeUp(number: 1).name)
        idNumber: "\(MadeUp(number: 1).idNumber)"
        phone: "\(MadeUp(number: 1).phone)"
        cards:
          - { bank: abc, kind: debit, number: "6228480000000000018" }
          - { bank: abc, kind: credit, number: "6253360000000000" }
          - { bank: cmb, kind: credit, number: "6225750000000006", supplementary: true }
    behaviour:
      hxb: { fail: unavailable }
    """

  private func open(_ now: String, _ commands: String...) throws -> (ProgramSandbox, RunningBanks) {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox", now: now)
    let banks = try RunningBanks(sandbox, book: Self.book)
    let ended = try sandbox.run(
      "chaka-admin",
      (["endpoint all \(banks.url)", "open channel app"] + commands + ["commit"]).flatMap { ["-c", $0] }, now: now)
    try #require(ended.status == 0, "\(ended.errors)")
    return (sandbox, banks)
  }

  @Test func oneCommandAsksTheBanksAndTheReportOpens() throws {
    let now = "2023-03-01T09:00"
    let (sandbox, banks) = try open(now, "open region 云南", "connect bank abc cmb hxb")
    let person = TestPerson(sandbox, number: 1)
    try person.register(region: "云南", now: now)
    let applied = try person.apply(["--all-banks"], wait: 3, now: now)
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(try applied.value("state") as? String == "collecting", "one bank does not answer yet")
    try sandbox.run("chaka-engine", "drain", now: "2023-03-02T09:00:10")
    let report = try person.report(now: "2023-03-02T09:01")
    #expect(report.status == 0, "\(report.errors)")
    #expect(try report.value("complete") as? Bool == false)
    #expect(try report.value("generatedAt") as? String == applied.value("dueAt") as? String)
    let summary = try #require(try report.value("summary") as? [[String: Any]])
    #expect(summary.map { $0["outcome"] as? String } == ["answered", "answered", "timed_out"])
    #expect(summary.map { $0["debit"] as? Int } == [1, 0, nil])
    #expect((try report.value("cards") as? [[String: Any]])?.map { $0["last4"] as? String } == ["0018", "0000"])
    withExtendedLifetime(banks) {}
  }

  @Test func aPersonElsewhereIsRefusedWithANumberAndNoSMS() throws {
    let now = "2023-03-01T09:00"
    let (sandbox, banks) = try open(now, "open region 云南", "connect bank abc in 上海")
    let person = TestPerson(sandbox, number: 2)
    try person.register(region: "上海", now: now)
    let refused = try person.chaka("apply", "--bank", "农行", "--bank", "cmb", "--agree", now: now)
    #expect(refused.status == 1)
    #expect(refused.code == "region_closed")
    #expect(try (refused.fact("refusal") as? String)?.isEmpty == false)
    let reasons = try refused.fact("reasons") as? [[String: Any]]
    #expect(reasons?.map { $0["code"] as? String } == ["region_closed", "bank_not_connected"])
    let messages = try sandbox.run("chaka", "phone", "--phone", person.phone, now: now)
    #expect(messages.output.contains("授权查卡") == false)
    withExtendedLifetime(banks) {}
  }

  @Test func nothingOfThePersonStandsInTheDatabase() throws {
    let now = "2023-03-01T09:00"
    let (sandbox, banks) = try open(now, "open region 云南", "connect bank abc")
    let person = TestPerson(sandbox, number: 1)
    try person.register(region: "云南", now: now)
    #expect(try person.apply(["--all-banks"], wait: 5, now: now).value("state") as? String == "reported")
    let bytes = ["", "-wal", "-shm"].reduce(into: Data()) { all, suffix in
      all += FileManager.default.contents(atPath: sandbox.database + suffix) ?? Data()
    }
    for secret in [person.name, person.idNumber, person.phone, "6228480000000000018", "749205"] {
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
    withExtendedLifetime(banks) {}
  }
}
