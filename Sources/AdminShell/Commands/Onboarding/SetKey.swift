import Domain
import Foundation
import RolloutControl
import Text

/// `key`
struct SetKey: RequestableChange {
  let bank: BankCode
  let file: Word

  static let form = Form(
    "key", [.one(.bank), .one(.file)], zh: "登记银行的公钥文件，立即生效",
    en: "set a bank's public keys from a file, effective at once",
    details: Bilingual(
      zh: "原有公钥立即失效；要让新旧公钥同时有效一段时间，请用 rotate key。",
      en: "The former keys end at once; use rotate key to keep both valid for a while."),
    examples: ["key icbc icbc.pub"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .key(bank, try context.keyPair(in: file))
  }

  func run(in context: CommandContext) throws -> Reply {
    let keys = Data(try context.files.bytes(of: file))
    return try context.onboarding([bank]) { try $0.setKey(keys, for: bank) }
  }
}

extension SetKey {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(bank: try names.bank(arguments.operands[0]), file: arguments.operands[1])
  }
}
