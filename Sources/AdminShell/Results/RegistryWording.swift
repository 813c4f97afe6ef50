import Domain
import Text

/// How what a rollout adds to the registry is said to people.
extension Wording {
  /// A name in both languages, and the full one of a region where it has another. Nil is a name that is not known.
  func name(_ name: Bilingual?, full: String?) -> String {
    guard let name else { return Bilingual(zh: "原名", en: "original name")[language] }
    let full = full.map { language == .zh ? "（\($0)）" : " (\($0))" } ?? ""
    return "\(name.zh) / \(name.en)\(full)"
  }

  /// A bank: names, tier, home and other spellings; nil is one that is not registered.
  func entry(_ bank: Bank?) -> String {
    guard let bank else { return Bilingual(zh: "没有登记", en: "not registered")[language] }
    var parts = [name(bank.name, full: nil)]
    if bank.legalName != bank.name.zh { parts.append(bank.legalName) }
    parts.append(bank.tier.name[language])
    if let home = bank.home { parts.append(name(home)) }
    return list(parts + bank.spellings)
  }
}
