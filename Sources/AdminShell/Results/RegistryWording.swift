import Domain
import Text

/// The wording of a rollout's registry entries for people.
extension Wording {
  /// The text of a name in both languages, with the full one of a region if it differs. Nil is an unknown name.
  func name(_ name: Bilingual?, full: String?) -> String {
    guard let name else { return Bilingual(zh: "原名", en: "original name")[language] }
    let full = full.map { language == .zh ? "（\($0)）" : " (\($0))" } ?? ""
    return "\(name.zh) / \(name.en)\(full)"
  }

  /// The text of a bank: names, tier, home and other spellings. Nil is a bank that is not registered.
  func entry(_ bank: Bank?) -> String {
    guard let bank else { return Bilingual(zh: "没有登记", en: "not registered")[language] }
    var parts = [name(bank.name, full: nil)]
    if bank.legalName != bank.name.zh { parts.append(bank.legalName) }
    parts.append(bank.tier.name[language])
    if let home = bank.home { parts.append(name(home)) }
    return list(parts + bank.spellings)
  }
}
