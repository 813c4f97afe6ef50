import Testing
import Text

@testable import Domain

@Suite("What stands at a path")
struct PathNameTests {
  @Test(
    "is named as people say it",
    arguments: [
      ("service", "服务", "service"), ("channels.app", "渠道 app", "channel app"),
      ("regions.CN-SH.share", "地区 CN-SH 的开放比例", "share of region CN-SH"), ("banks.icbc", "银行 icbc", "bank icbc"),
      ("policies.four-eyes", "策略 four-eyes", "policy four-eyes"),
      ("registry.banks.fdb", "登记的银行 fdb", "registered bank fdb"),
      ("registry.regions.CN-YN.name", "地区 CN-YN 的名称", "name of region CN-YN"),
      ("registry.banks.icbc.name", "银行 icbc 的名称", "name of bank icbc"),
      ("banks.icbc.endpoint", "银行 icbc 的接口地址", "endpoint of bank icbc"),
      ("banks.icbc.key", "银行 icbc 的公钥", "keys of bank icbc"),
      ("banks.icbc.certification", "银行 icbc 的认证", "certification of bank icbc"),
      ("banks.icbc.maintenance", "银行 icbc 的维护", "maintenance of bank icbc"),
      ("operators.li.wei", "操作员 li.wei", "operator li.wei"), ("registry", "登记资料", "registry"),
      ("override", "强制提交的理由", "reason to override preconditions"), ("elsewhere", "elsewhere", "elsewhere"),
    ])
  func named(path: String, zh: String, en: String) {
    #expect(PathName.name(of: path) == Bilingual(zh: zh, en: en))
  }

  @Test("is named for every change that a rollout can have, and no path shows")
  func everySubject() {
    let subjects: [RolloutChange.Subject] = [
      .service, .channel(.app), .region(RegionCode("CN-SH")), .bank(BankCode("icbc")), .policy("losses"),
      .registryBank(BankCode("fdb")), .regionName(RegionCode("CN-YN")), .bankName(BankCode("icbc")),
    ]
    for subject in subjects {
      let name = PathName.name(of: subject.path)
      #expect(!name.zh.contains(".") && !name.en.contains(".") && name.zh != name.en, "\(subject)")
    }
    #expect(PathName.list(["service", "banks.icbc"]) == Bilingual(zh: "服务、银行 icbc", en: "service, bank icbc"))
  }
}
