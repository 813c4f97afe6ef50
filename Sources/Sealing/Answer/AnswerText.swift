import Domain
import Foundation
import Text

/// The text inside a sealed answer:
/// `{"cards":[{"kind":"debit","first4":"6228","last4":"1234"}],"bank":"abc","enquiry":"..."}`, and nothing else.
struct AnswerText {
  let cards: [MaskedCard]
  let bank: BankCode
  let enquiry: String

  init(cards: [MaskedCard], bank: BankCode, enquiry: String) {
    self.cards = cards
    self.bank = bank
    self.enquiry = enquiry
  }

  /// The shortest JSON of the text.
  var json: Data {
    let items = cards.map { card in
      #"{"kind":"\#(card.kind.rawValue)","first4":"\#(card.first4)","last4":"\#(card.last4)"}"#
    }
    let names = "\"bank\":\(JSONValue.string(bank.text).compact),\"enquiry\":\(JSONValue.string(enquiry).compact)"
    return Data("{\"cards\":[\(items.joined(separator: ","))],\(names)}".utf8)
  }
}

extension AnswerText {
  /// Reads and checks a text: JSON as on the wire, in UTF-8 and with no key twice; throws for any other shape.
  init(json: Data, expected: AnswerBinding) throws(AnswerFault) {
    guard let document = try? JSONValue(utf8: [UInt8](json)),
      let members = document.texts(beside: "cards", named: ["bank", "enquiry"]),
      case .array(let items)? = document["cards"]
    else { throw .badShape }
    guard members["bank"] == expected.bank.text else { throw .otherBank }
    guard members["enquiry"] == expected.enquiry else { throw .otherEnquiry }
    guard items.count <= AnswerSeal.maximumCards else { throw .tooLarge }
    var cards: [MaskedCard] = []
    cards.reserveCapacity(items.count)
    for item in items { cards.append(try Self.card(item, of: expected.bank)) }
    self.init(cards: cards, bank: expected.bank, enquiry: expected.enquiry)
  }

  private static func card(_ item: JSONValue, of bank: BankCode) throws(AnswerFault) -> MaskedCard {
    guard let texts = item.texts(named: ["kind", "first4", "last4"]), let first4 = texts["first4"],
      let last4 = texts["last4"], let kind = texts["kind"].flatMap(CardKind.init(rawValue:))
    else { throw .badShape }
    if let card = MaskedCard(bank: bank, kind: kind, first4: first4, last4: last4) { return card }
    throw max(digits(first4), digits(last4)) > 4 ? .fullCardNumber : .badShape
  }

  private static func digits(_ text: String) -> Int { text.utf8.count { $0 >= 48 && $0 <= 57 } }
}

extension JSONValue {
  /// The texts of an object with these members, perhaps one beside them, and no others; nil for anything else.
  fileprivate func texts(beside other: String? = nil, named names: Set<String>) -> [String: String]? {
    guard case .object(let members) = self else { return nil }
    var texts: [String: String] = [:]
    for member in members where member.key != other {
      guard names.contains(member.key), case .string(let text) = member.value else { return nil }
      texts[member.key] = text
    }
    return texts.count == names.count ? texts : nil
  }
}
