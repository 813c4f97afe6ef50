import ArgumentParser
import BankLink
import BankSandbox
import Domain
import Program
import Text

/// `chaka-bank keys`: the public keys of banks whose private keys lie in a directory, as operators register them.
struct PublicKeys: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "keys", zh: "显示银行的公钥（交给网络登记），没有则新建", en: "show banks' public keys, created if missing")
  }

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(zh: "保存各行私钥的目录", en: "folder of the banks' private keys", valueName: "dir"),
    completion: .directory)
  var keys: String

  @Option(
    help: ArgumentHelp(
      zh: "银行（可重复；默认目录中已有的全部）", en: "the bank (may repeat; default: all that have keys there)", valueName: "bank"))
  var bank: [String] = []

  func run(in context: ProgramContext) async throws {
    var found: [(bank: BankCode, keys: KeysMessage)] = []
    for code in bank.isEmpty ? BankKeys.banks(in: keys) : try BankUnknown.codes(bank) {
      found.append((code, try BankKeys.directory(keys).keys(of: code).publicKeys))
    }
    context.show(json: json(found), table: Self.table(found), text: { json(found).pretty + "\n" })
  }

  /// The document of one bank, ready to be sent on; several documents by bank.
  private func json(_ found: [(bank: BankCode, keys: KeysMessage)]) -> JSONValue {
    if bank.count == 1, let only = found.first { return only.keys.json }
    return .object([
      .init(
        "banks",
        .array(
          found.map { .object([.init("bank", .string($0.bank.text)), .init("keys", $0.keys.json["keys"] ?? .null)]) })
      )
    ])
  }

  private static func table(_ found: [(bank: BankCode, keys: KeysMessage)]) -> Table {
    var table = Table([
      .init("bank", zh: "银行", en: "bank"), .init("use", zh: "用途", en: "use"),
      .init("keyId", zh: "标识", en: "key"), .init("publicKey", zh: "公钥", en: "public key"),
    ])
    for (bank, message) in found {
      for key in message.keys {
        table.add([
          .init(bank.text), .init(key.use.rawValue), .init(key.keyId), .init(key.publicKey.base64EncodedString()),
        ])
      }
    }
    return table
  }
}
