import Domain

/// Names of regions, banks and channels, offered in the spelling the person began with.
extension Completer {
  func regions(_ typed: String, given: [Word]) -> [Choice] {
    let named = Set(given.compactMap { try? catalogue.resolveRegion($0.text) })
    return catalogue.regions.filter { !named.contains($0.code) }.compactMap { region in
      let families = Families(
        code: region.code.text, zh: [region.name.zh, region.fullName.zh],
        en: [region.name.en, region.fullName.en], others: region.spellings + [region.divisionNumber])
      let hint = Bilingual(zh: "\(region.fullName.zh) \(region.code)", en: "\(region.name.en) \(region.code)")
      return families.spelling(typed, language).map { Choice($0, hint) }
    }
  }

  func banks(_ typed: String, given: [Word]) -> [Choice] {
    let named = Set(given.compactMap { try? catalogue.resolveBank($0.text) })
    return catalogue.banks.filter { !named.contains($0.code) }.compactMap { bank in
      let families = Families(
        code: bank.code.text, zh: [bank.name.zh, bank.legalName], en: [bank.name.en], others: bank.spellings)
      let hint = Bilingual(
        zh: "\(bank.name.zh) \(bank.code)（\(bank.tier.name.zh)）",
        en: "\(bank.name.en) (\(bank.code), \(bank.tier.name.en))")
      return families.spelling(typed, language, prefersCode: true).map { Choice($0, hint) }
    }
  }

  func groups<Code>(_ groups: [Group<Code>], _ typed: String, given: [Word]) -> [Choice] {
    groups.filter { group in group.name.hasPrefix(typed.lowercased()) && !given.contains { $0.text == group.name } }.map
    {
      Choice($0.name, Bilingual(zh: "\($0.title.zh)（\($0.members.count)）", en: "\($0.title.en) (\($0.members.count))"))
    }
  }

  func channels(_ typed: String, given: [Word]) -> [Choice] {
    let named = Set(given.compactMap { try? Catalogue.resolveChannel($0.text) })
    return Channel.allCases.filter { !named.contains($0) }.compactMap { channel in
      let families = Families(code: channel.rawValue, zh: [channel.name.zh], en: [], others: [])
      return families.spelling(typed, language, prefersCode: true).map { Choice($0, channel.name) }
    }
  }
}

/// The ways in which one thing is written.
private struct Families {
  let code: String
  let zh: [String]
  let en: [String]
  let others: [String]

  /// The spelling that begins as typed, a usual one or else the shortest; nothing typed gets what a reader of the language
  /// would write.
  func spelling(_ typed: String, _ language: Language, prefersCode: Bool = false) -> String? {
    guard !typed.isEmpty else { return language == .zh ? zh[0] : prefersCode ? code : en.first ?? code }
    let folded = typed.lowercased()
    let usual = [zh[0], code] + en.prefix(1)
    let rest = zh.dropFirst() + en.dropFirst() + others
    return usual.first { $0.lowercased().hasPrefix(folded) }
      ?? rest.filter { $0.lowercased().hasPrefix(folded) }.min { $0.count < $1.count }
  }
}
