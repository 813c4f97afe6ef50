import Domain
import Foundation
import RolloutControl
import Text

/// `rotate key`
struct RotateKey: RequestableChange {
  let bank: BankCode
  let file: Word
  /// The time for which old and new keys are both valid.
  let overlap: Span

  static let form = Form(
    "rotate key", [.one(.bank), .one(.file)], clauses: [.overlap], zh: "轮换银行的公钥，新旧公钥在重叠期内都有效",
    en: "rotate a bank's public keys; old and new are both valid during the overlap",
    details: Bilingual(
      zh: "须在重叠期内用新公钥重新认证，否则银行自动暂停。",
      en: "Certify the bank with its new keys before the overlap ends, or it is suspended."),
    examples: ["rotate key icbc icbc-2.json overlap 48"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .rotateKey(bank, try context.keyPair(in: file), overlap: overlap)
  }

  func run(in context: CommandContext) throws -> Reply {
    let keys = Data(try context.files.bytes(of: file))
    return try context.onboarding([bank]) { try $0.rotateKeys(keys, for: bank, overlap: overlap) }
  }
}

extension RotateKey {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let overlap = try arguments.overlap()
    self.init(bank: try names.bank(arguments.operands[0]), file: arguments.operands[1], overlap: overlap)
  }
}
