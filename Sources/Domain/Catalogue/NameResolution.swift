/// Resolution of names that people write to codes (docs/contract.md, "Identifiers").
///
/// Only a whole spelling is accepted: a part of a name, however clear, resolves to nothing. A text that is part of
/// several names is refused with their list, any other with suggestions.
extension Catalogue {
  /// Resolves the name of one region, never a group.
  public func resolveRegion(_ text: String) throws(NameFault) -> RegionCode {
    if let code = regionNames.code(of: text) { return code }
    let fitting = regionNames.fitting(text)
    guard fitting.count < 2 else { throw .ambiguous(text, candidates: fitting) }
    throw .unknownRegion(text, suggestions: regionNames.nearest(to: text))
  }

  /// Resolves the name of a region, or of a group to all its regions.
  public func resolveRegions(_ text: String) throws(NameFault) -> [RegionCode] {
    if let group = regionGroup(text) { return group.members }
    return [try resolveRegion(text)]
  }

  /// Resolves the name of one bank, never a group. A region's name is never a bank's (docs/contract.md, "Identifiers").
  public func resolveBank(_ text: String) throws(NameFault) -> BankCode {
    if let code = bankNames.code(of: text) { return code }
    if let place = regionNames.code(of: text).flatMap(region)?.name.zh { throw notABank(text, place) }
    let fitting = bankNames.fitting(text)
    guard fitting.count < 2 else { throw .ambiguous(text, candidates: fitting) }
    throw .unknownBank(text, suggestions: bankNames.nearest(to: text))
  }

  /// Resolves the name of a bank, or of a group to all its banks.
  public func resolveBanks(_ text: String) throws(NameFault) -> [BankCode] {
    if let group = bankGroup(text) { return group.members }
    return [try resolveBank(text)]
  }

  /// Resolves a channel's code or its name in either language.
  public static func resolveChannel(_ text: String) throws(NameFault) -> Channel {
    if let channel = channelNames.code(of: text) { return channel }
    throw .unknownChannel(text, suggestions: channelNames.nearest(to: text))
  }

  /// The fault for a text that is no bank. A region's name is called ambiguous if short names of banks begin with it;
  /// 浦发银行 is only suggested for 上海, though its legal name begins with that.
  private func notABank(_ text: String, _ place: String) -> NameFault {
    let part = NamePart(place)
    let namesakes = banks.filter { part.fits(Spelling.folded($0.name.zh)) }.map(\.suggestion)
    guard namesakes.count < 2 else { return .ambiguous(text, candidates: namesakes) }
    let related = bankNames.fitting(place).filter { !namesakes.contains($0) }
    return .unknownBank(text, suggestions: Array((namesakes + related).prefix(3)))
  }

  private static let channelNames = NameIndex(
    Channel.allCases.map { channel in
      NameIndex.Entry(
        code: channel, suggestion: NameSuggestion(code: channel.rawValue, name: channel.name),
        names: [channel.rawValue, channel.name.zh, channel.name.en])
    })
}

extension Region {
  var suggestion: NameSuggestion { NameSuggestion(code: code.text, name: name) }

  var indexEntry: NameIndex<RegionCode>.Entry {
    NameIndex.Entry(
      code: code, suggestion: suggestion, names: [code.text, name.zh, fullName.zh, name.en, fullName.en] + spellings,
      numbers: [divisionNumber, longDivisionNumber])
  }
}

extension Bank {
  var suggestion: NameSuggestion { NameSuggestion(code: code.text, name: name) }

  var indexEntry: NameIndex<BankCode>.Entry {
    NameIndex.Entry(code: code, suggestion: suggestion, names: [code.text, name.zh, legalName, name.en] + spellings)
  }
}
