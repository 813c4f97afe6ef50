import BankLink
import Domain
import Foundation

extension Reply {
  /// Whether body or header name one of these people: by name, identity number, phone or a card's first and last digits.
  func mentions(_ people: [TestPerson]) -> Bool {
    let texts = readable
    return people.contains { person in
      texts.contains { text in
        [person.name, person.idNumber, person.phone].contains(where: text.contains)
          || person.cards.contains { text.holds($0) }
      }
    }
  }

  var withoutBody: Reply { Reply(status: status, fields: fields, body: Data(), request: request, took: took) }

  /// The body only, what is sealed in it taken away.
  var withoutSeals: Reply {
    let items = items?.map { $0.removing("sealed") } ?? []
    let body = Data((json?.setting("answers", .array(items)) ?? .null).compact.utf8)
    return Reply(status: status, fields: [], body: body, request: request, took: took)
  }

  /// The body as it is and as it reads, and the fields that say nothing about the message itself.
  private var readable: [String] {
    let own = fields.filter { !Self.technical.contains($0.name) }.map(\.value)
    return own + own.compactMap(\.removingPercentEncoding) + [String(decoding: body, as: UTF8.self)]
      + (json?.strings ?? [])
  }

  private static let technical = ["signature", "signature-input", "content-digest", "date", "content-length", "etag"]
}

extension String {
  /// The first four digits of a card and, behind digits or marks that stand for them, its last four.
  fileprivate func holds(_ card: TestCard) -> Bool {
    let (first, last) = (card.number.masked.first4, card.number.masked.last4)
    guard contains(last) else { return false }
    var rest = self[...]
    while let found = rest.range(of: first) {
      let behind = rest[found.upperBound...].prefix(16)
      let between = behind.prefix { "0123456789*xX.- …•".contains($0) }
      if between.hasSuffix(last) || between.contains(last) { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}

extension JSONValue {
  /// All that is text in it, keys included.
  fileprivate var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let items): items.flatMap(\.strings)
    case .object(let members): members.flatMap { [$0.key] + $0.value.strings }
    case .null, .bool, .integer, .number: []
    }
  }
}
