import Domain
import Text

/// The names of regions, banks and channels, offered in the spelling that the person began with.
extension Completer {
  func regions(_ typed: String, given: [Word]) -> [Choice] {
    let start = TypedStart(typed)
    let named = Set(given.compactMap { try? catalogue.resolveRegion($0.text) })
    return catalogue.regions.filter { !named.contains($0.code) }.compactMap { region in
      let families = Families(
        code: region.code.text, zh: [region.name.zh, region.fullName.zh],
        en: [region.name.en, region.fullName.en], others: region.spellings + [region.divisionNumber])
      return families.spelling(start, language).map { Choice($0, region) }
    }
  }

  func banks(_ typed: String, given: [Word]) -> [Choice] {
    let start = TypedStart(typed)
    let named = Set(given.compactMap { try? catalogue.resolveBank($0.text) })
    return catalogue.banks.filter { !named.contains($0.code) }.compactMap { bank in
      let families = Families(
        code: bank.code.text, zh: [bank.name.zh, bank.legalName], en: [bank.name.en], others: bank.spellings)
      return families.spelling(start, language, prefersCode: true).map { Choice($0, bank) }
    }
  }

  func groups<Code>(_ groups: [Group<Code>], _ typed: String, given: [Word]) -> [Choice] {
    groups.filter { group in group.name.hasPrefix(typed.lowercased()) && !given.contains { $0.text == group.name } }.map
    {
      Choice($0.name, Bilingual(zh: "\($0.title.zh)（\($0.members.count)）", en: "\($0.title.en) (\($0.members.count))"))
    }
  }

  func channels(_ typed: String, given: [Word]) -> [Choice] {
    let start = TypedStart(typed)
    let named = Set(given.compactMap { try? Catalogue.resolveChannel($0.text) })
    return Channel.allCases.filter { !named.contains($0) }.compactMap { channel in
      let families = Families(code: channel.rawValue, zh: [channel.name.zh], en: [], others: [])
      return families.spelling(start, language, prefersCode: true).map { Choice($0, channel.name) }
    }
  }
}

/// The kinds of spellings of one name.
private struct Families {
  let code: String
  let zh: [String]
  let en: [String]
  let others: [String]

  /// The spelling that begins as typed, a usual one or else the shortest; if nothing is typed, the one that a reader of
  /// the language would write.
  func spelling(_ typed: TypedStart, _ language: Language, prefersCode: Bool = false) -> String? {
    guard !typed.isEmpty else { return language == .zh ? zh[0] : prefersCode ? code : en.first ?? code }
    if typed.begins(zh[0]) { return zh[0] }
    if typed.begins(code) { return code }
    if let name = en.first, typed.begins(name) { return name }
    return [zh[1...], en.dropFirst(), others[...]].joined().filter(typed.begins).min { $0.count < $1.count }
  }
}

/// The typed beginning of a name, in any case of its Latin letters.
private struct TypedStart {
  private let bytes: [UInt8]

  init(_ typed: String) { bytes = typed.utf8.map(Self.folded) }

  var isEmpty: Bool { bytes.isEmpty }

  func begins(_ name: String) -> Bool {
    var position = 0
    for byte in name.utf8 {
      guard position < bytes.count else { return true }
      guard Self.folded(byte) == bytes[position] else { return false }
      position += 1
    }
    return position == bytes.count
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
