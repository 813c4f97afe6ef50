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
      zh: "在重叠期结束前用新公钥重新认证，可保持接入。",
      en: "Certify the bank with its new keys before the overlap ends to keep it connected."),
    examples: ["rotate key icbc icbc-2.json overlap 48"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .rotateKey(bank, try context.keyPair(in: file), overlap: overlap)
  }

  func run(in context: CommandContext) throws -> Reply {
    try context.session().onboarding.rotateKeys(Data(try ScriptFile.bytes(of: file)), for: bank, overlap: overlap)
    return .onboarded([bank])
  }
}

extension RotateKey {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let overlap = try arguments.overlap()
    self.init(bank: try names.bank(arguments.operands[0]), file: arguments.operands[1], overlap: overlap)
  }
}
