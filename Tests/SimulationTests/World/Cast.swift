import BankLink
import Domain
import Foundation
import QueryEngine
import Registry
import TestFixtures
import Text

/// A card on record with its bank.
struct Card {
  let number: String
  let kind: CardKind

  var first4: String { String(number.prefix(4)) }
  var last4: String { String(number.suffix(4)) }
}

/// A cardholder of the world, registered or not.
struct Person {
  let index: Int
  let details: PersonalDetails
  /// The region that the person names at registration.
  let home: RegionCode
  var passwords: [String]
  /// Sessions of the person that they have not ended.
  var tokens: [String] = []
  var isLoggedIn: Bool { !tokens.isEmpty }
}

/// The cast of a history: regions, banks, people and their cards, all drawn from the seed.
struct Cast {
  let catalogue: Catalogue
  let people: [Person]
  /// The cards by person and bank.
  let cards: [[[Card]]]

  var regions: [RegionCode] { catalogue.regions.map(\.code) }
  var banks: [BankCode] { catalogue.banks.map(\.code) }

  init(catalogue: Catalogue, people count: Int, random: SeededRandom) {
    self.catalogue = catalogue
    let regions = catalogue.regions.map(\.code)
    people = (0..<count).map { Self.person($0, home: random.pick(regions)) }
    cards = (0..<count).map { _ in
      catalogue.banks.map { _ in (0..<Int(random.below(4))).map { _ in Self.card(random) } }
    }
  }

  private static let names = ["欧阳守拙", "司马见微", "上官听雨", "诸葛不器", "慕容知白"]
  private static let passwords = ["480913", "715024", "902746", "361850", "274096"]

  private static func person(_ index: Int, home: RegionCode) -> Person {
    do {
      let details = PersonalDetails(
        name: try PersonName(names[index]),
        idNumber: try IdentityNumber(IdentityNumber.completing("1101051949123100\(index)")),
        phone: try PhoneNumber("1390013800\(index)"))
      return Person(index: index, details: details, home: home, passwords: [passwords[index]])
    } catch {
      preconditionFailure("the cast's details are valid")
    }
  }

  private static func card(_ random: SeededRandom) -> Card {
    let digits = String(1_000_000_000_000 + random.below(9_000_000_000_000))
    return Card(number: "622\(random.below(10))" + digits.suffix(12), kind: random.chance(2) ? .debit : .credit)
  }
}

extension SeededRandom {
  /// Whether a chance of one in `times` comes.
  func chance(_ times: UInt64) -> Bool { below(times) == 0 }

  func pick<Element>(_ elements: [Element]) -> Element { elements[Int(below(UInt64(elements.count)))] }

  /// Some of the elements, in a random order.
  func some<Element>(_ elements: [Element], atMost limit: Int) -> [Element] {
    var left = elements
    let count = min(elements.count, 1 + Int(below(UInt64(limit))))
    return (0..<count).map { _ in left.remove(at: Int(below(UInt64(left.count)))) }
  }
}

/// The catalogue of most histories: few regions and banks, so that the same ones meet often.
enum SmallCatalogue {
  static func make() -> Catalogue {
    do {
      return try Catalogue(regions: regions, banks: banks)
    } catch {
      preconditionFailure("the small catalogue is valid")
    }
  }

  private static let regions = [
    region("CN-SH", "31", "上海", "Shanghai", 6), region("CN-YN", "53", "云南", "Yunnan", 1),
    region("CN-GD", "44", "广东", "Guangdong", 4),
  ]

  private static let banks = [
    bank("icbc", "工商银行", "ICBC"), bank("abc", "农业银行", "Agricultural Bank"), bank("ccb", "建设银行", "Construction Bank"),
    bank("cmb", "招商银行", "Merchants Bank"), bank("bosc", "上海银行", "Bank of Shanghai"),
  ]

  private static func region(_ code: String, _ number: String, _ zh: String, _ en: String, _ column: Int) -> Region {
    Region(
      code: RegionCode(code), divisionNumber: number, name: Bilingual(zh: zh, en: en),
      fullName: Bilingual(zh: zh + "地区", en: en), spellings: [], tile: Region.Tile(column: column, row: 3))
  }

  private static func bank(_ code: String, _ zh: String, _ en: String) -> Bank {
    Bank(
      code: BankCode(code), name: Bilingual(zh: zh, en: en), legalName: zh + "股份有限公司", tier: .national)
  }
}
