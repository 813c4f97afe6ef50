import Text

/// The banks of an application as the person saw them, by code and by name (rule 13: the banks asked are the banks
/// shown).
public struct ShownBanks: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let bank: BankCode
    public let name: Bilingual

    public init(bank: BankCode, name: Bilingual) {
      self.bank = bank
      self.name = name
    }
  }

  /// The banks, in the order shown.
  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  public var banks: [BankCode] { entries.map(\.bank) }

  /// The difference of other banks from these; nil if they are the same banks under the same names, in any order.
  public func change(to others: ShownBanks) -> BanksChange? {
    let change = BanksChange(
      added: others.entries.filter { name(of: $0.bank) == nil }.map(\.bank),
      gone: entries.filter { others.name(of: $0.bank) == nil }.map(\.bank),
      renamed: others.entries.filter { other in name(of: other.bank).map { $0 != other.name } ?? false }.map(\.bank))
    return change.isEmpty ? nil : change
  }

  func name(of bank: BankCode) -> Bilingual? { entries.first { $0.bank == bank }?.name }
}

extension ShownBanks {
  /// The JSON stored with the SMS code that was sent for these banks.
  public var json: JSONValue {
    .array(entries.map { .array([.string($0.bank.text), .string($0.name.zh), .string($0.name.en)]) })
  }

  public init?(json: JSONValue?) {
    guard case .array(let items)? = json else { return nil }
    var entries: [Entry] = []
    for item in items {
      guard case .array(let parts) = item, parts.count == 3, case .string(let bank) = parts[0],
        case .string(let zh) = parts[1], case .string(let en) = parts[2]
      else { return nil }
      entries.append(Entry(bank: BankCode(bank), name: Bilingual(zh: zh, en: en)))
    }
    self.init(entries)
  }
}

/// The difference of the banks that can be asked from those that a person saw.
public struct BanksChange: Sendable, Equatable {
  public let added: [BankCode]
  public let gone: [BankCode]
  /// Banks that were renamed since: the person has to say whether they meant the renamed bank.
  public let renamed: [BankCode]

  public init(added: [BankCode], gone: [BankCode], renamed: [BankCode] = []) {
    self.added = added
    self.gone = gone
    self.renamed = renamed
  }

  public var isEmpty: Bool { added.isEmpty && gone.isEmpty && renamed.isEmpty }

  public var facts: [JSONValue.Member] {
    [
      .init("added", JSONValue(added.map(\.text))), .init("gone", JSONValue(gone.map(\.text))),
      .init("renamed", JSONValue(renamed.map(\.text))),
    ]
  }

  /// The change, with the banks as people know them.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    let told = told(naming: name)
    return Bilingual(
      zh: "可查询的银行有变化（\(told.zh)），请重新查看并同意（这次不算输错）",
      en: """
        the banks have changed (\(told.en)); look at them and agree again (this did not count as an attempt)
        """)
  }

  /// The added and removed banks: `新增 北京银行；减少 工商银行`.
  public func told(naming name: (BankCode) -> Bilingual) -> Bilingual {
    let parts = [
      Self.part(Bilingual(zh: "新增", en: "added"), added.map(name)),
      Self.part(Bilingual(zh: "减少", en: "removed"), gone.map(name)),
      Self.part(Bilingual(zh: "改名为", en: "renamed to"), renamed.map(name)),
    ].compactMap(\.self)
    return Bilingual(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }

  private static func part(_ kind: Bilingual, _ banks: [Bilingual]) -> Bilingual? {
    guard !banks.isEmpty else { return nil }
    return Bilingual(
      zh: "\(kind.zh) \(banks.map(\.zh).joined(separator: "、"))",
      en: "\(kind.en) \(banks.map(\.en).joined(separator: ", "))")
  }
}
