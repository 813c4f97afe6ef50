import Domain

/// A bank could not be asked because of something on our own side; its enquiries wait (rule 14).
struct BankNotAskable: Fault {
  let bank: BankCode
  /// As `BankFailure.forbidden`.
  let code: String

  var exitStatus: ExitStatus { .environment }
  var facts: [JSONValue.Member] { [.init("bank", .string(bank.text))] }
  var message: Bilingual {
    Bilingual(
      zh: "无法询问银行 \(bank)：请检查它的接口地址（show bank \(bank)）和 tls 配置；查询会等待",
      en: "bank \(bank) cannot be asked: look at its endpoint (show bank \(bank)) and at tls; its enquiries wait")
  }
}
