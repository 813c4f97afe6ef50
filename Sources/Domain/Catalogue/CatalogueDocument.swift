import Text

extension Catalogue {
  /// Everything in the registry that decides, in one form: two registries that agree have the same text. A region's
  /// place on the map and the prefixes of cards decide nothing.
  public var document: JSONValue {
    [
      "regions": .array(regions.map(\.document)), "banks": .array(banks.map(\.document)),
      "regionGroups": .array(regionGroups.map { $0.document(\.text) }),
      "bankGroups": .array(bankGroups.map { $0.document(\.text) }), "preconditions": preconditions.document,
      "agreement": agreement.map { ["zh": $0.json(in: .zh), "en": $0.json(in: .en)] } ?? .null,
    ]
  }
}

extension Region {
  fileprivate var document: JSONValue {
    [
      "code": .string(code.text), "division": .string(divisionNumber), "name": name.json,
      "fullName": fullName.json, "spellings": JSONValue(spellings),
    ]
  }
}

extension Bank {
  fileprivate var document: JSONValue {
    [
      "code": .string(code.text), "name": name.json, "legalName": .string(legalName),
      "spellings": JSONValue(spellings), "tier": .string(tier.rawValue), "home": JSONValue(home?.text),
      "cnapsClass": JSONValue(cnapsClass), "cnapsHeadOffice": JSONValue(cnapsHeadOffice),
    ]
  }
}

extension Group {
  fileprivate func document(_ text: (Code) -> String) -> JSONValue {
    ["name": .string(name), "title": title.json, "members": JSONValue(members.map(text))]
  }
}

extension Preconditions {
  fileprivate var document: JSONValue {
    [
      "openings": .array(
        openings.map { rule in
          [
            "group": .string(rule.group), "regions": JSONValue(rule.regions.map(\.text)), "after": .string(rule.after),
            "predecessors": JSONValue(rule.predecessors.map(\.text)), "days": JSONValue(rule.days),
            "answered": JSONValue(Int(rule.answered.hundredths)),
          ]
        }),
      "connections": .array(
        connections.map { ["banks": JSONValue($0.banks.map(\.text)), "days": JSONValue($0.certificationDays)] }),
    ]
  }
}
