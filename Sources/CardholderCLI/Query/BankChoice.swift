import Domain
import Program
import QueryEngine
import Text

/// The banks named on a command line.
enum BankChoice {
  /// Names and groups, several to one `--bank` or separated by commas. A bank named twice is refused.
  static func read(_ names: [String], catalogue: Catalogue) throws -> [BankCode] {
    var chosen: [BankCode] = []
    for name in names.flatMap({ $0.split(whereSeparator: { ",，、".contains($0) }).map(String.init) }) {
      for bank in try catalogue.resolveBanks(name.trimmingSpaces()) {
        guard !chosen.contains(bank) else { throw repeated(bank, catalogue) }
        chosen.append(bank)
      }
    }
    return chosen
  }

  private static func repeated(_ bank: BankCode, _ catalogue: Catalogue) -> UsageFault {
    let name = catalogue.bank(bank)?.name ?? Bilingual(same: bank.text)
    return .other(Bilingual(zh: "\(name.zh)选了两次", en: "\(name.en) is chosen twice"))
  }
}
