import Conformance
import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

struct OnboardingScriptTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private static func pair(_ number: UInt8) -> BankPublicKeys {
    BankPublicKeys(
      sealing: Data(repeating: number, count: 32),
      signing: SigningKey(rawRepresentation: Data(repeating: number + 100, count: 32))?.publicKey.rawRepresentation)
  }

  /// Writes the document that a bank serves at `/v1/keys`.
  private func keyFile(_ number: UInt8) throws -> String {
    let pair = Self.pair(number)
    let document: JSONValue = [
      "keys": [
        ["use": "seal", "publicKey": .string(pair.sealing.base64EncodedString())],
        ["use": "sign", "publicKey": .string((pair.signing ?? Data()).base64EncodedString())],
      ]
    ]
    return try scripting.write("keys-\(number).json", document.compact)
  }

  private func register() throws -> String {
    "register bank icbc endpoint https://icbc.example key \(try keyFile(1)) lines private\n"
  }

  private static let slow = CheckOutcome.conditional(why: Bilingual(zh: "超出限速时断开了连接", en: "it cut the connection"))
  private static let bad = CheckOutcome.failed(why: Bilingual(zh: "接受了伪造的签名", en: "it took a forged signature"))

  @Test("show policies gives what holds and what would; show gate only what was set")
  func policies() throws {
    let outcome = try scripting.run("show policies\nset guardrail 80\nshow policies\ncommit\nshow gate")
    #expect(outcome.status == 0)
    let entries = try outcome.documents.prefix(2).map { document in
      guard case .array(let entries) = document else { throw CocoaError(.fileReadCorruptFile) }
      return entries
    }
    #expect(entries[0].map { $0["policy"] } == Policy.allCases.map { .string($0.name) })
    #expect(
      entries[0][1] == ["policy": "guardrail", "value": "off", "default": "off", "set": false, "candidate": "off"])
    #expect(
      entries[1][1] == ["policy": "guardrail", "value": "off", "default": "off", "set": false, "candidate": "80"])
    #expect(outcome.documents[3]["policies"] == ["guardrail": "80"])
  }

  @Test("A policy is compared, committed and rolled back like everything else")
  func policyRevision() throws {
    let outcome = try scripting.run("set certification required\ncompare\ncommit\nrollback 0\ncompare")
    #expect(outcome.documents[0]["changes"] == [["path": "policies.certification", "from": .null, "to": "required"]])
    #expect(outcome.documents[2]["changes"] == [["path": "policies.certification", "from": "required", "to": .null]])
  }

  @Test("certify tells each check, stores the result and shows it")
  func certify() throws {
    let outcome = try scripting.run(try register() + "certify bank icbc\nshow certification icbc")
    #expect(outcome.status == 0 && outcome.documents.count == 2 && outcome.documents[0] == outcome.documents[1])
    let told = try scripting.run([.command("certify bank icbc")], format: .table)
    #expect(told.error.contains("  1 transport.scripted: passed (12 ms)\n  2 load.scripted: passed (12 ms)\n"))
    let result = outcome.documents[0]
    #expect(result["bank"] == "icbc" && result["verdict"] == "pass" && result["valid"] == true)
    #expect(result["endpoint"] == "https://icbc.example" && result["keys"] == JSONValue(Self.pair(1).identifiers))
    #expect(result["passed"] == 2 && result["failed"] == 0 && result["warning"] == .null)
  }

  @Test("what show certification publishes is signed by the network")
  func published() throws {
    let outcome = try scripting.run(
      try register() + "certify bank icbc\nshow certification icbc\nshow keys network")
    let published = try #require(outcome.documents[1]["published"])
    guard case .array(let shown)? = outcome.documents[2]["keys"],
      let key = shown.first.flatMap({ $0["publicKey"] }), case .string(let text) = key,
      let network = Data(base64Encoded: text).flatMap(VerifyingKey.init(rawRepresentation:))
    else {
      Issue.record("\(outcome.documents[2])")
      return
    }
    let expected = PublishedResult.Judgement.whole(
      verdict: "pass", endpoint: "https://icbc.example", keyId: network.keyId)
    #expect(PublishedResult.judge(published, keys: [network]) == expected)
  }

  @Test("certify of a bank that fails ends with status 1 and says what failed")
  func certifyFails() throws {
    scripting.runner.checks.append(ScriptedRunner.check(.signatures, Self.bad))
    let outcome = try scripting.run(try register() + "certify bank icbc\nshow map")
    #expect(outcome.status == 1 && outcome.documents.count == 1)
    #expect(outcome.documents[0]["verdict"] == "fail" && outcome.documents[0]["failed"] == 1)
    #expect(outcome.documents[0]["reason"]?["code"] == "certification_failed")
  }

  @Test("certify without an endpoint is refused at its place")
  func certifyNothing() throws {
    let outcome = try scripting.run([.command("certify bank icbc")])
    #expect(outcome.status == 1 && outcome.fault?["code"] == "endpoint_missing")
  }

  @Test("show certification reads like this", arguments: Language.allCases)
  func certificationText(language: Language) throws {
    scripting.runner.checks += [
      ScriptedRunner.check(.load, Self.slow), ScriptedRunner.check(.signatures, Self.bad),
    ]
    _ = try scripting.run(try register() + "certify bank icbc")
    let outcome = try scripting.run([.command("show certification icbc")], format: .table, language: language)
    let keys = Self.pair(1).identifiers.joined(separator: " ")
    let when = try scripting.session().onboarding.profile(of: BankCode("icbc")).certification?.certifiedAt.short ?? ""
    #expect(
      outcome.output
        == (language == .zh
          ? """
          工商银行 icbc
            结论      未通过
            当前      最近一次认证（\(when)）未通过
            检查      4 项，未通过 2 项
            接口地址  https://icbc.example
            密钥      \(keys)
            时间      \(when) op
            测试套件  1.0

            load.scripted  限速时回答 429：超出限速时断开了连接
            signatures.scripted  限速时回答 429：接受了伪造的签名

          """
          : """
          Industrial and Commercial Bank of China icbc
            verdict   failed
            now       latest certification (\(when)) failed
            checks    4 checks, 2 not passed
            endpoint  https://icbc.example
            keys      \(keys)
            time      \(when) op
            suite     1.0

            load.scripted  answers 429 when it limits the rate: it cut the connection
            signatures.scripted  answers 429 when it limits the rate: it took a forged signature

          """))
  }

  @Test("A bank that was never certified is said to be so")
  func never() throws {
    let outcome = try scripting.run("show certification icbc")
    #expect(outcome.status == 0 && outcome.documents[0]["verdict"] == .null && outcome.documents[0]["valid"] == false)
    #expect(outcome.documents[0]["reason"]?["code"] == "never_certified")
  }

  @Test("A commit without a certification is refused with each bank and why, and exit status 1")
  func uncertified() throws {
    for command in ["commit check", "commit", "commit at 2022-01-01"] {
      let outcome = try scripting.run("set certification required\nconnect bank icbc abc\n\(command)")
      #expect(outcome.status == 1 && outcome.fault?["code"] == "bank_not_certified", "\(command)")
      let banks = try items(of: outcome.fault?["facts"]?["banks"])
      #expect(banks.map { $0["bank"] } == ["abc", "icbc"] && banks.allSatisfy { $0["code"] == "never_certified" })
    }
  }

  @Test("commit check, show banks and show bank warn of an end within 30 days")
  func warned() throws {
    scripting.runner.checks.append(ScriptedRunner.check(.load, Self.slow))
    let outcome = try scripting.run(
      try register()
        + "certify bank icbc\nset certification required\nconnect bank icbc\ncommit check\nshow banks\nshow bank icbc")
    #expect(outcome.documents[0]["verdict"] == "conditional")
    let (warnings, banks) = try (items(of: outcome.documents[1]["warnings"]), items(of: outcome.documents[2]))
    #expect(warnings.map { $0["bank"] } == ["icbc"] && warnings[0]["code"] == "certification_ends")
    #expect(banks[0]["certification"]?["valid"] == true && banks[0]["certification"]?["warning"] != .null)
    #expect(banks[1]["certification"] == .null)
    #expect(outcome.documents[3]["certification"]?["warning"] != .null)
  }

  /// A bank that is certified and connected where that takes a certification.
  private func connected() throws {
    let script = "certify bank icbc\nset certification required\nconnect bank icbc\ncommit"
    try #require(try scripting.run(try register() + script).status == 0)
  }

  @Test("What ends the certification of a connected bank says so, and that the bank is suspended")
  func suspending() throws {
    for (command, why) in [
      ("endpoint icbc https://other.example lines private", "endpoint changed since certification"),
      ("key icbc \(try keyFile(2))", "certified keys no longer valid"),
    ] {
      let scene = try OnboardingScriptTests()
      try scene.connected()
      _ = try scene.keyFile(2)
      let ended = try scene.scripting.run(
        command.replacingOccurrences(of: scripting.folder, with: scene.scripting.folder), at: "2021-12-03",
        format: .table)
      #expect(ended.status == 0 && ended.error.contains("note: bank icbc is suspended now (\(why)"), "\(ended.error)")
      #expect(ended.error.contains("certify it again, then resume bank icbc"))
      #expect(try scene.scripting.run("show bank icbc", at: "2021-12-03").documents.last?["state"] == "suspended")
    }
  }

  @Test("A rotation says when the certification ends with the former keys, and nothing is said to programs")
  func rotating() throws {
    try connected()
    let command = "rotate key icbc \(try keyFile(2)) overlap 48"
    let ended = try scripting.run(command, at: "2021-12-03", format: .table)
    let note = "note: the certification of bank icbc ends at 2021-12-05 00:00 with the former keys, and suspends it"
    #expect(ended.status == 0 && ended.error.contains(note), "\(ended.error)")
    #expect(try scripting.run("key icbc \(try keyFile(3))", at: "2021-12-04").error.isEmpty)
  }

  @Test("What touches no certification says nothing in a script")
  func silent() throws {
    let ended = try scripting.run(try register() + "endpoint abc https://abc.example lines private", format: .table)
    #expect(ended.status == 0 && ended.error.isEmpty, "\(ended.error)")
  }

  @Test("An approval says what follows from what it carries out")
  func approving() throws {
    try connected()
    _ = try scripting.run("request endpoint icbc https://other.example lines private", at: "2021-12-03")
    let approved = try scripting.run("approve 1", at: "2021-12-03", as: "zhao", format: .table)
    #expect(approved.status == 0 && approved.error.contains("bank icbc is suspended now"), "\(approved.error)")
  }

  @Test("A certification that fails says that the bank is suspended")
  func failing() throws {
    try connected()
    scripting.runner.checks.append(ScriptedRunner.check(.signatures, Self.bad))
    let ended = try scripting.run("certify bank icbc", at: "2021-12-03", format: .table)
    #expect(ended.status == 1 && ended.error.contains("bank icbc is suspended now"), "\(ended.error)")
  }

  @Test("A new key of the network says from when banks have to know it")
  func networkKey() throws {
    let ended = try scripting.run("rotate key network overlap 48", format: .table)
    #expect(ended.error.contains("note: the new key signs from 2021-12-04 00:00"), "\(ended.error)")
  }

  @Test("No key is younger than none where the clock was set back")
  func ages() throws {
    _ = try scripting.run(try register(), at: "2021-12-12")
    let bank = try #require(try scripting.run("show bank icbc", at: "2021-12-02").documents.last)
    #expect(try items(of: bank["keys"]).map { $0["ageDays"] } == [0, 0])
  }

  @Test("show bank gives state, address, keys with their ages and ends, certification and maintenance")
  func bank() throws {
    _ = try scripting.run(try register() + "connect bank icbc in 上海\ncommit")
    let script = """
      rotate key icbc \(try keyFile(2)) overlap 48
      maintenance bank icbc from 2021-12-13 to 2021-12-14
      show bank icbc
      """
    let bank = try #require(try scripting.run(script, at: "2021-12-12").documents.last)
    #expect(bank["state"] == "connected" && bank["regions"] == ["CN-SH"])
    #expect(bank["endpoint"] == "https://icbc.example" && bank["lines"] == "private")
    #expect(bank["certification"] == .null)
    #expect(bank["maintenance"] == ["from": "2021-12-13T00:00:00+08:00", "until": "2021-12-14T00:00:00+08:00"])
    let keys = try items(of: bank["keys"])
    #expect(keys.map { $0["keyId"] } == (Self.pair(2).identifiers + Self.pair(1).identifiers).map { .string($0) })
    #expect(keys.map { $0["use"] } == ["seal", "sign", "seal", "sign"])
    #expect(keys.map { $0["ageDays"] } == [0, 0, 9, 9] || keys.map { $0["ageDays"] } == [0, 0, 10, 10])
    #expect(keys[0]["validUntil"] == .null && keys[2]["validUntil"] != .null)
  }

  @Test("show keys network is the document that banks take in")
  func networkKeys() throws {
    let outcome = try scripting.run("show keys network\nrotate key network overlap 24\nshow keys network")
    guard case .array(let before)? = outcome.documents[0]["keys"],
      case .array(let made)? = outcome.documents[1]["keys"],
      case .array(let after)? = outcome.documents[2]["keys"]
    else {
      Issue.record("no keys")
      return
    }
    #expect(before.count == 1 && made.count == 1 && after.count == 2)
    #expect(after[0] == made[0] && after[1]["keyId"] == before[0]["keyId"] && after[1]["validUntil"] != .null)
    #expect(after.all { $0["use"] == "sign" && $0["publicKey"] != nil && $0["validFrom"] != nil })
    #expect(try scripting.run("rotate key network").fault?["code"] == "rotation_in_progress")
  }

  @Test("Maintenance is announced and called off")
  func maintenance() throws {
    let outcome = try scripting.run(
      "maintenance bank icbc from 2021-12-03 to 2021-12-04\nshow bank icbc\ncancel maintenance icbc\nshow bank icbc")
    #expect(outcome.documents[0]["maintenance"] != .null && outcome.documents[1]["maintenance"] == .null)
    #expect(try scripting.run("cancel maintenance icbc").fault?["code"] == "no_maintenance")
  }

  @Test("Onboarding facts outlive a script that is dropped")
  func outlive() throws {
    _ = try scripting.run(try register() + "open region 上海\nopen region atlantis")
    #expect(try scripting.session().onboarding.endpoints().map(\.url) == ["https://icbc.example"])
  }

  @Test("A commit that fell to a missing certification is told to the next console with the reason")
  func dropped() throws {
    _ = try scripting.run(
      try register()
        + """
        certify bank icbc
        set certification required
        commit
        connect bank icbc
        commit at 2021-12-05
        endpoint icbc https://elsewhere.example
        """)
    let outcome = try scripting.run([.command("show scheduled")], at: "2021-12-06", format: .table)
    #expect(outcome.error.contains("no valid certification"))
    let document = try #require(try scripting.run("show scheduled", at: "2021-12-06").documents.first)
    let commits = try items(of: document)
    #expect(commits.map { $0["reason"] } == ["bank_not_certified"])
  }

  @Test(
    "Every look has a JSON document, a table and CSV",
    arguments: ["show bank icbc", "show certification icbc", "show keys network", "show policies", "show banks"])
  func looks(command: String) throws {
    _ = try scripting.run(try register() + "certify bank icbc\nmaintenance bank icbc from 2021-12-03 to 2021-12-04")
    #expect(try scripting.run(command).documents.count == 1)
    #expect(try scripting.run([.command(command)], format: .csv).output.contains("\r\n"))
    for language in Language.allCases {
      #expect(!(try scripting.run([.command(command)], format: .table, language: language).output.isEmpty))
    }
  }
}
