import Domain
import Text

/// A bank could not be asked because of a fault on our own side; its enquiries wait (rule 14).
struct BankNotAskable: Fault {
  let bank: BankCode
  /// The code, as in `BankFailure.forbidden`.
  let code: String

  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("bank", .string(bank.text))] }
  var message: Bilingual {
    if code == "certificate_refused" {
      return Bilingual(
        zh: "与银行 \(bank) 的 TLS 握手失败，与其他银行也都失败：请检查 tls 的 certificate 和 roots 是否由约定的机构签发；其间查询会等待",
        en: """
          the TLS handshake with bank \(bank) failed, as with every other bank: check that certificate and roots of tls \
          are of the agreed authorities; enquiries wait meanwhile
          """)
    }
    return Bilingual(
      zh: "无法询问银行 \(bank)：请检查它的接口地址和 tls 配置；其间查询会等待",
      en: "bank \(bank) cannot be asked: check its endpoint and tls; its enquiries wait meanwhile")
  }
}
