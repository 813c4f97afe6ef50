import Domain
import Foundation
import RolloutControl
import Store
import Text

extension Reply {
  static func onboarded(_ banks: [BankCode]) -> Reply {
    Reply(
      confirmation: Bilingual(
        zh: "已登记 \(banks.count) 家银行，立即生效",
        en: banks.count == 1
          ? "Registered for 1 bank, effective at once" : "Registered for \(banks.count) banks, effective at once"))
  }
}

extension CommandContext {
  /// The keys in a file.
  func keyPair(in file: Word) throws -> BankPublicKeys {
    try session().onboarding.keyPair(in: Data(try ScriptFile.bytes(of: file)))
  }
}
