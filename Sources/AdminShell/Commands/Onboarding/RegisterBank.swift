import Domain
import Foundation
import RolloutControl
import Text

/// `register bank`
struct RegisterBank: RequestableChange {
  let endpoint: RequestedChange.Endpoint
  let keys: Word

  static let form = Form(
    "register bank", [.one(.bank)],
    clauses: [
      Clause("endpoint", .one(.url), isRequired: true, zh: "银行的接口地址", en: "the bank's endpoint"),
      Clause("key", .one(.file), isRequired: true, zh: "银行的公钥文件", en: "the file with the bank's public keys"),
      .lines,
    ],
    zh: "登记银行的接口地址和公钥，立即生效", en: "register a bank's endpoint and public keys, effective at once",
    details: Bilingual(
      zh: "正式数据库只接受 https；公钥文件须含加密和签名两种公钥，即银行在 /v1/keys 公布的 JSON。",
      en: """
        A real database accepts https only, and a key file with a sealing key and a signing key: the JSON that the bank \
        serves at /v1/keys.
        """),
    examples: ["register bank icbc endpoint https://icbc.example key icbc.json lines private"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .register(endpoint, try context.keyPair(in: keys))
  }

  func run(in context: CommandContext) throws -> Reply {
    let file = Data(try context.files.bytes(of: keys))
    return try context.onboarding([endpoint.bank]) {
      try $0.register(endpoint.bank, endpoint: endpoint.url, lines: endpoint.lines, keys: file)
    }
  }
}

extension RegisterBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let (url, lines) = (try arguments.url(arguments.clause("endpoint")[0]), try arguments.lines())
    self.init(
      endpoint: .init(bank: try names.bank(arguments.operands[0]), url: url, lines: lines),
      keys: arguments.clause("key")[0])
  }
}
