import Domain
import Text

/// How what a rollout adds to the registry is said to people.
extension Wording {
  /// A name as a change spells it; null is the thing's own.
  func name(_ value: JSONValue, own: Bilingual?) -> String {
    guard let name = Bilingual(json: value) ?? own else { return Bilingual(zh: "原名", en: "its own")[language] }
    let full = value["full"].map { language == .zh ? "（\($0.plain)）" : " (\($0.plain))" } ?? ""
    return "\(name.zh) / \(name.en)\(full)"
  }

  /// A bank's entry: names, tier, home and other spellings; null where there is none.
  func entry(_ value: JSONValue) -> String {
    guard let name = value["name"].flatMap(Bilingual.init(json:)) else {
      return Bilingual(zh: "没有登记", en: "not registered")[language]
    }
    var parts = ["\(name.zh) / \(name.en)"]
    if let legal = value["legalName"], legal.plain != name.zh { parts.append(legal.plain) }
    if let tier = value["tier"].flatMap({ BankTier(rawValue: $0.plain) }) { parts.append(tier.name[language]) }
    if case .string(let home)? = value["home"] { parts.append(self.name(RegionCode(home))) }
    if case .array(let spellings)? = value["spellings"] { parts += spellings.map(\.plain) }
    return list(parts)
  }
}
