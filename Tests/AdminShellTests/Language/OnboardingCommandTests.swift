import Domain
import RolloutControl
import Testing

@testable import AdminShell

struct OnboardingCommandTests {
  private static let icbc = BankCode("icbc")
  private static let cmb = BankCode("cmb")

  static let readings: [(String, any ConsoleCommand)] = [
    ("set certification required", SetPolicy(setting: PolicySetting(.certification, "required")!)),
    ("set guardrail 97.50%", SetPolicy(setting: PolicySetting(.guardrail, "97.5")!)),
    ("show bank 工行", ShowBank(bank: icbc)), ("show certification icbc", ShowCertification(bank: icbc)),
    ("show keys network", ShowNetworkKeys()), ("certify bank 工商银行", CertifyBank(bank: icbc, within: nil)),
    ("rotate key network", RotateNetworkKey(overlap: .hours(72))),
    ("rotate key network overlap 0", RotateNetworkKey(overlap: .hours(0))),
    ("cancel maintenance 招商银行", CancelMaintenance(bank: cmb)),
    (
      "maintenance bank cmb to 2022-07-02T05:00 from 2022-07-02",
      MaintenanceBank(bank: cmb, from: Moment(text: "2022-07-02")!, until: Moment(text: "2022-07-02T05:00")!)
    ),
    (
      "endpoint icbc https://icbc.example lines private",
      SetEndpoint(endpoints: [.init(bank: icbc, url: "https://icbc.example", lines: .private)])
    ),
  ]

  @Test("Every onboarding command is read", arguments: readings)
  func read(text: String, command: any ConsoleCommand) throws {
    let found = try commands(text)
    #expect(found.count == 1 && isSame(found[0], command), "\(found)")
  }

  @Test("Key files keep the word and its place")
  func files() throws {
    let found = try commands(
      "register bank icbc key 'a b.json' endpoint https://icbc.example/\nrotate key icbc b.json overlap 48")
    let register = try #require(found[0] as? RegisterBank)
    let rotation = try #require(found[1] as? RotateKey)
    #expect(register.endpoint == .init(bank: Self.icbc, url: "https://icbc.example", lines: .public))
    #expect(register.keys.text == "a b.json" && register.keys.place.column == 24)
    #expect(rotation.bank == Self.icbc && rotation.file.text == "b.json" && rotation.overlap == .hours(48))
  }

  static let refusals: [RefusalCase] = [
    RefusalCase("set guard 80", "unknown_policy", 1, 5, exit: .refused),
    RefusalCase("set guardrail 101", "invalid_value", 1, 15, exit: .refused),
    RefusalCase("set certification maybe", "invalid_value", 1, 19, exit: .refused),
    RefusalCase("set certification", "usage", 1, 18),
    RefusalCase("register bank icbc endpoint https://a", "usage", 1, 38),
    RefusalCase("register bank icbc key f", "usage", 1, 25),
    RefusalCase("register bank icbc endpoint ftp://a key f", "usage", 1, 29),
    RefusalCase("register bank all endpoint https://a key f", "bank_unknown", 1, 15, exit: .refused),
    RefusalCase("register bank icbc endpoint https://a key f lines leased", "usage", 1, 51),
    RefusalCase("rotate key icbc", "usage", 1, 16), RefusalCase("rotate key network now", "syntax", 1, 20),
    RefusalCase("rotate key icbc f overlap 721", "usage", 1, 27),
    RefusalCase("rotate key icbc f overlap -1", "usage", 1, 27),
    RefusalCase("rotate key icbc f overlap 1.5", "usage", 1, 27), RefusalCase("rotate", "syntax", 1, 7),
    RefusalCase("maintenance bank icbc from 2022-07-02", "usage", 1, 38),
    RefusalCase("maintenance bank icbc from x to 2022-07-02", "usage", 1, 28),
    RefusalCase("maintenance icbc", "syntax", 1, 13), RefusalCase("cancel maintenance", "usage", 1, 19),
    RefusalCase("certify bank", "usage", 1, 13), RefusalCase("certify bank icbc abc", "syntax", 1, 19),
    RefusalCase("certify bank 上海", "bank_unknown", 1, 14, exit: .refused),
    RefusalCase("show bank", "usage", 1, 10), RefusalCase("show keys", "syntax", 1, 6),
    RefusalCase("show certification atlantis", "bank_unknown", 1, 20, exit: .refused),
  ]

  @Test("What cannot be accepted is refused at its place", arguments: refusals)
  func refused(expected: RefusalCase) throws {
    let found = try #require(refusal(of: expected.script))
    #expect(found.code == expected.code && found.kind == expected.exit)
    #expect(found.place.column == expected.column)
    #expect(!found.message.zh.isEmpty && !found.message.en.isEmpty)
  }

  @Test("A policy that is near is suggested")
  func suggestion() {
    #expect(refusal(of: Array("set certificaton off".utf8))?.suggestion == "certification")
  }
}
