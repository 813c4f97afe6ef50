import Text

/// The stored and hashed form of a rollout's registry entries, keys in a fixed order.
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

  /// Reads the form that `document` writes; nil for anything else.
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
  /// The JSON of a bank that a rollout adds.
  var entry: JSONValue {
    [
      "name": name.json, "legalName": .string(legalName), "tier": .string(tier.rawValue),
      "home": JSONValue(home?.text), "spellings": JSONValue(spellings),
    ]
  }

  init?(code: BankCode, entry: JSONValue) {
    guard let name = entry["name"].flatMap(Bilingual.init(json:)), let legalName = entry["legalName"]?.text,
      let tier = entry["tier"]?.text.flatMap(BankTier.init(rawValue:)),
      let home = entry["home"], home == .null || home.text != nil,
      case .array(let texts)? = entry["spellings"]
    else { return nil }
    let spellings = texts.compactMap(\.text)
    guard spellings.count == texts.count else { return nil }
    self.init(
      code: code, name: name, legalName: legalName, spellings: spellings, tier: tier,
      home: home.text.map { RegionCode($0) })
  }
}

extension RegionName {
  /// The JSON `{"zh":...,"en":...}`, with `full` if the name has one.
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
    guard let text = full.text else { return nil }
    self.init(name, fullName: text)
  }
}
