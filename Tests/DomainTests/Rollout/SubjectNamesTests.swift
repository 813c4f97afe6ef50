import Testing
import Text

@testable import Domain

@Suite("What a rollout is about, as people are told")
struct SubjectNamesTests {
  private static let code = RegionCode("CN-SH")
  private static let bank = Bank(
    code: BankCode("gxnx"), name: Bilingual(zh: "广西农信", en: "Guangxi Rural"), legalName: "广西农信", spellings: [],
    tier: .regional, home: nil)
  private static let subjects: [RolloutChange.Subject] = [
    .service, .channel(.miniProgram), .region(code), .bank(BankCode("icbc")), .policy("four-eyes"),
    .registryBank(bank.code), .regionName(code), .bankName(BankCode("icbc")),
  ]

  @Test("is found again by its path, and nothing else is", arguments: subjects)
  func paths(subject: RolloutChange.Subject) {
    #expect(RolloutChange.Subject(path: subject.path) == subject)
    #expect(RolloutChange.Subject(path: subject.path + ".x.y") == nil && RolloutChange.Subject(path: "") == nil)
  }

  private static let said: [(RolloutChange.Subject, RolloutSetting)] = [
    (.service, .service(.open)), (.service, .service(.paused(reason: "x"))), (.channel(.web), .channel(isOpen: true)),
    (.channel(.web), .channel(isOpen: false)), (.region(code), .region(Share(text: "12.5") ?? .none)),
    (.bank(bank.code), .bank(.closed)), (.bank(bank.code), .bank(.connected(.everywhere))),
    (.bank(bank.code), .bank(.connected(.named([code])))),
    (.bank(bank.code), .bank(.suspended(reason: "x", regions: nil))), (.policy("losses"), .policy(nil)),
    (.policy("losses"), .policy("off")), (.registryBank(bank.code), .registryBank(nil)),
    (.registryBank(bank.code), .registryBank(bank)), (.regionName(code), .regionName(nil)),
    (.regionName(code), .regionName(RegionName(Bilingual(zh: "沪", en: "Hu")))), (.bankName(bank.code), .bankName(nil)),
    (.bankName(bank.code), .bankName(bank.name)),
  ]

  @Test("and what is said of it is read again from JSON", arguments: said)
  func written(subject: RolloutChange.Subject, setting: RolloutSetting) {
    #expect(RolloutSetting(json: setting.json, of: subject) == setting)
    #expect(RolloutSetting(json: ["other"], of: subject) == nil)
  }

  @Test("is told in words, without paths, null and JSON")
  func words() throws {
    let names = SubjectNames(try Sample.catalogue())
    func change(_ subject: RolloutChange.Subject, _ from: RolloutSetting, _ to: RolloutSetting) -> Bilingual {
      names.text(RolloutChange(subject: subject, from: from, to: to))
    }
    let share = change(.region(Self.code), .region(.none), .region(Share(text: "9") ?? .none))
    #expect(share == Bilingual(zh: "上海开放比例：0% → 9%", en: "share of Shanghai: 0 % → 9 %"))
    let policy = change(.policy("four-eyes"), .policy(nil), .policy("all"))
    #expect(policy == Bilingual(zh: "策略 four-eyes：默认 → all", en: "policy four-eyes: default → all"))
    let service = change(.service, .service(.open), .service(.paused(reason: "紧急")))
    #expect(service == Bilingual(zh: "服务：开放 → 暂停（紧急）", en: "service: open → paused (紧急)"))
    let bank = change(.bank(BankCode("pab")), .bank(.closed), .bank(.connected(.named([Self.code]))))
    #expect(bank == Bilingual(zh: "平安银行：关闭 → 接入上海", en: "Ping An Bank: closed → connected in Shanghai"))
    let list = names.list(["banks.icbc.endpoint", "operators.li", "network.key", "regions.CN-YN.share"])
    #expect(list.zh == "工商银行的接口地址、操作员 li、网络的签名密钥、云南开放比例")
    #expect(SubjectNames().list(["regions.CN-YN.share", "banks.icbc"]).en == "share of CN-YN, bank icbc")
  }
}

@Suite("A comment that the programs wrote in both languages")
struct StoredTextTests {
  @Test("is read in one, and what somebody typed as it was typed")
  func texts() {
    let texts: [(String, String, String)] = [
      ("紧急 emergency: fraud", "紧急操作：fraud", "emergency: fraud"),
      ("应急 break glass, request 7: nobody: here", "申请 7 破窗：nobody: here", "glass of request 7 broken: nobody: here"),
      (BankRollout.certificationEnded, "认证失效", "certification ended"),
      ("撤回版本 5：未确认 / revision 5 undone: not confirmed", "撤回版本 5：未确认", "revision 5 undone: not confirmed"),
      ("护栏 guardrail 95%: icbc", "低于护栏 95%: icbc", "below the guardrail 95%: icbc"),
      ("half / all 紧急", "half / all 紧急", "half / all 紧急"),
    ]
    for (stored, zh, en) in texts { #expect(Bilingual(stored: stored) == Bilingual(zh: zh, en: en)) }
  }
}
