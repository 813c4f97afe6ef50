import Text

/// The registry with the banks and names that a rollout adds.
extension Catalogue {
  /// The catalogue with these changes. Throws if a spelling means two things, or a renamed region or bank does not
  /// exist. Registry names that were replaced still find their regions and banks, and a bank that the registry's files
  /// have by now stays as the files have it.
  public func with(_ changes: RegistryChanges) throws(RegistryConflict) -> Catalogue {
    guard !changes.isEmpty else { return self }
    let missing =
      changes.regionNames.keys.filter { region($0) == nil }.map(\.text)
      + changes.bankNames.keys.filter { bank($0) == nil && changes.banks[$0] == nil }.map(\.text)
    guard missing.isEmpty else { throw .unknown(missing.sorted()) }
    let added = changes.banks.keys.sorted().filter { bank($0) == nil }.compactMap { changes.banks[$0] }
    let regions = regions.map { $0.called(changes.regionNames[$0.code]) }
    let banks = (banks + added).map { $0.called(changes.bankNames[$0.code]) }
    do {
      var catalogue = try Catalogue(
        regions: regions, banks: banks, regionGroups: Array(regionGroups.dropFirst()),
        bankGroups: Array(bankGroups.dropFirst()))
      catalogue.preconditions = preconditions.extended(from: self.banks.map(\.code), to: banks.map(\.code))
      catalogue.ownRegionNames = ownNames(of: changes.regionNames.keys)
      catalogue.ownBankNames = ownNames(of: changes.bankNames.keys, among: added)
      return catalogue
    } catch {
      throw .contradictory(error.findings(regions: regions.map(\.code.text), banks: banks.map(\.code.text)))
    }
  }

  /// The catalogue with changes that fitted once, though the registry's files may have moved on: of two contradicting
  /// entries the later is left out. A bank that is left out is connected nowhere.
  public func fitting(_ changes: RegistryChanges) -> Catalogue {
    if let whole = try? with(changes) { return whole }
    let kept = changes.parts.reduce(RegistryChanges.none) { kept, part in
      let more = kept.joined(with: part)
      return (try? with(more)) == nil ? kept : more
    }
    return (try? with(kept)) ?? self
  }

  /// A region's name by the registry itself.
  public func ownName(of code: RegionCode) -> Bilingual? { ownRegionNames[code] ?? region(code)?.name }
  /// A bank's name by the registry itself, or the name with which the bank was added.
  public func ownName(of code: BankCode) -> Bilingual? { ownBankNames[code] ?? bank(code)?.name }

  private func ownNames(of codes: some Sequence<RegionCode>) -> [RegionCode: Bilingual] {
    codes.reduce(into: ownRegionNames) { names, code in names[code] = names[code] ?? region(code)?.name }
  }

  private func ownNames(of codes: some Sequence<BankCode>, among added: [Bank]) -> [BankCode: Bilingual] {
    codes.reduce(into: ownBankNames) { names, code in
      names[code] = names[code] ?? (bank(code) ?? added.first { $0.code == code })?.name
    }
  }
}

extension Region {
  fileprivate func called(_ new: RegionName?) -> Region {
    guard let new else { return self }
    return Region(
      code: code, divisionNumber: divisionNumber, name: new.name,
      fullName: Bilingual(zh: new.fullName ?? fullName.zh, en: new.name.en),
      spellings: spellings + [name.zh, fullName.zh, name.en], tile: tile)
  }
}

extension Bank {
  fileprivate func called(_ new: Bilingual?) -> Bank {
    guard let new else { return self }
    return Bank(
      code: code, name: new, legalName: legalName, spellings: spellings + [name.zh, name.en], tier: tier, home: home,
      cnapsClass: cnapsClass, cnapsHeadOffice: cnapsHeadOffice, debitPrefixes: debitPrefixes,
      creditPrefixes: creditPrefixes)
  }
}

extension Preconditions {
  /// The preconditions, with the added banks in every rule about all banks.
  fileprivate func extended(from known: [BankCode], to all: [BankCode]) -> Preconditions {
    guard known.count < all.count else { return self }
    return Preconditions(
      openings: openings,
      connections: connections.map { rule in
        Set(rule.banks) == Set(known) ? ConnectionRule(banks: all, certificationDays: rule.certificationDays) : rule
      })
  }
}

extension CatalogueFault {
  /// The findings, each once: a bank may list the same name twice.
  fileprivate func findings(regions: [String], banks: [String]) -> [RegistryConflict.Finding] {
    problems.reduce(into: []) { findings, problem in
      let code =
        switch problem.place.list {
        case .regions: regions[problem.place.entry]
        case .banks: banks[problem.place.entry]
        case .regionGroups, .bankGroups: "groups"
        }
      let finding = RegistryConflict.Finding(code: code, message: problem.message)
      if !findings.contains(finding) { findings.append(finding) }
    }
  }
}
