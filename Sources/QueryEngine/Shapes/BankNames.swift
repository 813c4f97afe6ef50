import Domain
import Text

/// The names of banks in the shapes that are shown to people's programs: `name` in one language, and in both languages
/// beside it (`names`) for programs that tell them on.
public struct BankNames: Sendable {
  public let language: Language
  private let isBilingual: Bool
  private let name: @Sendable (BankCode) -> Bilingual

  public init(
    in language: Language, isBilingual: Bool = false, _ name: @escaping @Sendable (BankCode) -> Bilingual
  ) {
    self.language = language
    self.isBilingual = isBilingual
    self.name = name
  }

  public subscript(_ bank: BankCode) -> Bilingual { name(bank) }

  /// The same names under another look-up, for a shape that brings its own.
  func with(_ name: @escaping @Sendable (BankCode) -> Bilingual) -> BankNames {
    BankNames(in: language, isBilingual: isBilingual, name)
  }

  /// The members `bank`, `name` and, for programs that tell them on, `names`.
  func members(_ bank: BankCode) -> [JSONValue.Member] {
    let name = name(bank)
    let shown: [JSONValue.Member] = [.init("bank", .string(bank.text)), .init("name", .string(name[language]))]
    return isBilingual ? shown + [.init("names", name.json)] : shown
  }
}

extension JSONValue {
  /// The bank of a shape, with its name in both languages, or in the one that is there; nil if there is no bank.
  var namedBank: (bank: BankCode, name: Bilingual)? {
    guard let code = text("bank") else { return nil }
    let name = self["names"].flatMap(Bilingual.init(json:)) ?? Bilingual(same: text("name") ?? code)
    return (BankCode(code), name)
  }

  /// The names in both languages that a shape brings along, wherever in it they stand.
  public var bankNames: [(bank: BankCode, name: Bilingual)] {
    switch self {
    case .object(let members):
      let own = self["names"] == nil ? nil : namedBank
      return [own].compactMap(\.self) + members.flatMap(\.value.bankNames)
    case .array(let values): return values.flatMap(\.bankNames)
    case .null, .bool, .integer, .number, .string: return []
    }
  }

  /// The time under a key; nil if there is none, or no time.
  func moment(_ key: String) -> Moment? { text(key).flatMap { Moment(text: $0) } }

  /// The whole number under a key; nil if there is none, or another value.
  func integer(_ key: String) -> Int? {
    if case .integer(let number)? = self[key] { Int(exactly: number) } else { nil }
  }

  /// The values under a key; nil if there is no list, or one of them cannot be read.
  func list<Value>(_ key: String, _ read: (JSONValue) -> Value?) -> [Value]? {
    guard case .array(let values)? = self[key] else { return nil }
    let all = values.compactMap(read)
    return all.count == values.count ? all : nil
  }

  /// The value under a key; `none` where it is null or missing, nil where it cannot be read.
  func optional<Value>(_ key: String, _ read: (JSONValue) -> Value?) -> Value?? {
    guard let value = self[key], value != .null else { return .some(nil) }
    return read(value).map { .some($0) }
  }
}
