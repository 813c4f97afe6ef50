import Domain
import Foundation

/// What is inside a sealed answer:
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

  var json: Data {
    let items = cards.map { card in
      #"{"kind":"\#(card.kind.rawValue)","first4":"\#(card.first4)","last4":"\#(card.last4)"}"#
    }
    let names = "\"bank\":\(JSONValue.string(bank.text).compact),\"enquiry\":\(JSONValue.string(enquiry).compact)"
    return Data("{\"cards\":[\(items.joined(separator: ","))],\(names)}".utf8)
  }
}

extension AnswerText {
  private static let decoder = JSONDecoder()

  /// Reads and checks a text; anything beyond the exact shape is refused.
  init(json: Data, expected: AnswerBinding) throws(AnswerFault) {
    guard let wire = try? Self.decoder.decode(WireAnswer.self, from: json) else { throw .badShape }
    guard wire.bank == expected.bank.text else { throw .otherBank }
    guard wire.enquiry == expected.enquiry else { throw .otherEnquiry }
    guard wire.cards.count <= AnswerSeal.maximumCards else { throw .tooLarge }
    var cards: [MaskedCard] = []
    cards.reserveCapacity(wire.cards.count)
    for card in wire.cards { cards.append(try card.masked(bank: expected.bank)) }
    guard Self.quotes(json) == wire.quotes else { throw .badShape }
    self.init(cards: cards, bank: expected.bank, enquiry: expected.enquiry)
  }

  /// A key given twice would hide its first value from the decoder; it cannot hide its quotation marks.
  private static func quotes(_ json: Data) -> Int {
    json.reduce(0) { $0 + ($1 == UInt8(ascii: "\"") ? 1 : 0) }
  }
}

/// An answer as decoded, before its values are judged.
private struct WireAnswer: Decodable {
  let cards: [WireCard]
  let bank: String
  let enquiry: String

  init(from decoder: any Decoder) throws {
    let container = try ExactKeys.container(decoder, ["cards", "bank", "enquiry"])
    cards = try container.decode([WireCard].self, forKey: "cards")
    bank = try container.decode(String.self, forKey: "bank")
    enquiry = try container.decode(String.self, forKey: "enquiry")
  }

  /// Three keys and two texts, and six strings a card, each between two quotation marks.
  var quotes: Int { 10 + 12 * cards.count }
}

private struct WireCard: Decodable {
  let kind: CardKind
  let first4: String
  let last4: String

  init(from decoder: any Decoder) throws {
    let container = try ExactKeys.container(decoder, ["kind", "first4", "last4"])
    kind = try container.decode(CardKind.self, forKey: "kind")
    first4 = try container.decode(String.self, forKey: "first4")
    last4 = try container.decode(String.self, forKey: "last4")
  }

  func masked(bank: BankCode) throws(AnswerFault) -> MaskedCard {
    if let card = MaskedCard(bank: bank, kind: kind, first4: first4, last4: last4) { return card }
    throw max(Self.digits(first4), Self.digits(last4)) > 4 ? .fullCardNumber : .badShape
  }

  private static func digits(_ text: String) -> Int { text.utf8.count { $0 >= 48 && $0 <= 57 } }
}

/// The keys of an object that may have no others.
private struct ExactKeys: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringLiteral value: String) { stringValue = value }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { return nil }

  static func container(
    _ decoder: any Decoder, _ keys: Set<String>
  ) throws -> KeyedDecodingContainer<ExactKeys> {
    let container = try decoder.container(keyedBy: ExactKeys.self)
    guard Set(container.allKeys.map(\.stringValue)) == keys else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "the keys are not the expected ones"))
    }
    return container
  }
}
