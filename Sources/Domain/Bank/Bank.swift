import Text

/// A bank that people can choose, with its entry in the registry.
public struct Bank: Sendable, Hashable {
  public let code: BankCode
  /// The short name: 工商银行, Industrial and Commercial Bank of China.
  public let name: Bilingual
  /// The registered Chinese name.
  public let legalName: String
  /// Other spellings: 工行, ICBC, the registered English name.
  public let spellings: [String]
  public let tier: BankTier
  /// The region of the head office.
  public let home: RegionCode?
  /// The first three digits of the bank's CNAPS numbers.
  public let cnapsClass: String?
  /// The CNAPS number of the head office, twelve digits.
  public let cnapsHeadOffice: String?
  /// Samples for trials: no card is ever judged by them (docs/facts.md, "The registry").
  public let debitPrefixes: [CardPrefix]
  /// Samples for trials, as with debit cards.
  public let creditPrefixes: [CardPrefix]

  public init(
    code: BankCode, name: Bilingual, legalName: String, spellings: [String] = [], tier: BankTier,
    home: RegionCode? = nil, cnapsClass: String? = nil, cnapsHeadOffice: String? = nil,
    debitPrefixes: [CardPrefix] = [], creditPrefixes: [CardPrefix] = []
  ) {
    self.code = code
    self.name = name
    self.legalName = legalName
    self.spellings = spellings
    self.tier = tier
    self.home = home
    self.cnapsClass = cnapsClass
    self.cnapsHeadOffice = cnapsHeadOffice
    self.debitPrefixes = debitPrefixes
    self.creditPrefixes = creditPrefixes
  }
}

/// The reach of a bank.
public enum BankTier: String, Sendable, Hashable, Codable, CaseIterable {
  case national
  case regional

  public var name: Bilingual {
    switch self {
    case .national: Bilingual(zh: "全国性", en: "national")
    case .regional: Bilingual(zh: "地方性", en: "regional")
    }
  }
}

/// The beginning and the number of digits of card numbers of one kind.
public struct CardPrefix: Sendable, Hashable, CustomStringConvertible {
  public let digits: String
  /// The length of the whole card number, 13 to 19 digits (ISO/IEC 7812-1).
  public let numberLength: Int

  public init?(digits: String, numberLength: Int) {
    guard (13...19).contains(numberLength), (1..<numberLength).contains(digits.utf8.count),
      digits.utf8.allSatisfy(\.isDigit)
    else { return nil }
    self.digits = digits
    self.numberLength = numberLength
  }

  /// Reads a prefix and a length, such as `622848/19`.
  public init?(text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]) else { return nil }
    self.init(digits: String(parts[0]), numberLength: length)
  }

  public var description: String { "\(digits)/\(numberLength)" }
}
