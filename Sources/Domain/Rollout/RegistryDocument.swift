import Text

/// The stored and hashed form of what a rollout adds to the registry, keys in a fixed order.
extension RegistryChanges {
  var document: JSONValue {
    .object([
      .init("banks", Self.object(banks.map { ($0.key.text, $0.value.entry) })),
      .init("regionNames", Self.object(regionNames.map { ($0.key.text, $0.value.json) })),
      .init("bankNames", Self.object(bankNames.map { ($0.key.text, $0.value.json) })),
    ])
  }

  private static func object(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
    .object(members.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
  }

  /// Reads what `document` wrote; nil when it is anything else.
  init?(document: JSONValue) {
    self.init()
    guard case .object(let banks) = document["banks"], case .object(let regions) = document["regionNames"],
      case .object(let names) = document["bankNames"]
    else { return nil }
    for entry in banks {
      guard let bank = Bank(code: BankCode(entry.key), entry: entry.value) else { return nil }
      set(bank, for: bank.code)
    }
    for entry in regions {
      guard let name = RegionName(json: entry.value) else { return nil }
      set(name, for: RegionCode(entry.key))
    }
    for entry in names {
      guard let name = Bilingual(json: entry.value) else { return nil }
      set(name, for: BankCode(entry.key))
    }
  }
}

extension Bank {
  /// What a rollout says of a bank that it adds.
  var entry: JSONValue {
    [
      "name": name.json, "legalName": .string(legalName), "tier": .string(tier.rawValue),
      "home": JSONValue(home?.text), "spellings": JSONValue(spellings),
    ]
  }

  init?(code: BankCode, entry: JSONValue) {
    guard let name = entry["name"].flatMap(Bilingual.init(json:)), let legalName = entry["legalName"]?.string,
      let tier = entry["tier"]?.string.flatMap(BankTier.init(rawValue:)),
      let home = entry["home"], home == .null || home.string != nil,
      case .array(let texts)? = entry["spellings"]
    else { return nil }
    let spellings = texts.compactMap(\.string)
    guard spellings.count == texts.count else { return nil }
    self.init(
      code: code, name: name, legalName: legalName, spellings: spellings, tier: tier,
      home: home.string.map { RegionCode($0) })
  }
}

extension RegionName {
  /// `{"zh":...,"en":...}`, with `full` where it is given.
  var json: JSONValue {
    guard case .object(let members) = name.json, let fullName else { return name.json }
    return .object(members + [.init("full", .string(fullName))])
  }

  init?(json: JSONValue) {
    guard let name = Bilingual(json: json) else { return nil }
    guard let full = json["full"] else {
      self.init(name)
      return
    }
    guard let text = full.string else { return nil }
    self.init(name, fullName: text)
  }
}

extension JSONValue {
  fileprivate var string: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
