import BankLink
import Foundation
import Text

extension Reply {
  /// Whether body or header name one of these people: by name, identity number, phone or card, whole or with marks in
  /// place of the middle.
  func mentions(_ people: [TestPerson]) -> Bool { ClearText(fields: fields, body: body).mentions(people) }

  /// Whether a field of the bank's own holds a number as long as that of a card.
  var holdsLongNumberInFields: Bool {
    fields.contains { field in
      FieldRule.offender(in: [field]) != nil && ClearText(fields: [field]).holdsLongNumber
    }
  }
}

/// The clear text of a message, reduced to letters, digits and marks: a number is the same with blanks or dashes
/// between its digits, in full width or percent-encoded.
struct ClearText {
  private let text: [Unicode.Scalar]

  /// The body as bytes and as decoded, and the fields that are not about the message itself. Text in the shape of an
  /// enquiry's identifier is left out: its digits are nobody's.
  init(fields: [Field] = [], body: Data = Data()) {
    let json = try? JSONValue(utf8: Array(body))
    let said =
      fields.filter { !Self.technical.contains($0.name) }.map(\.value)
      + [String(decoding: body, as: UTF8.self)] + (json?.strings ?? [])
    let meant = said.filter { $0.contains("%") }.compactMap(\.removingPercentEncoding)
    text = Array((said + meant).map(Self.plain).joined(separator: ["\n"]))
  }

  func mentions(_ people: [TestPerson]) -> Bool {
    people.contains { person in
      [person.name, person.idNumber, person.phone].contains { holds(Self.plain($0)) }
        || holds(person.idNumber, first: 3, last: 4, atMost: 15, isMarked: true)
        || holds(person.phone, first: 3, last: 4, atMost: 8, isMarked: true)
        || person.cards.contains { holds($0.number.description, first: 4, last: 4, atMost: 12, isMarked: false) }
    }
  }

  /// Whether as many digits stand together as the shortest card number has.
  var holdsLongNumber: Bool {
    var count = 0
    for scalar in text {
      count = ("0"..."9").contains(scalar) ? count + 1 : 0
      if count >= 13 { return true }
    }
    return false
  }

  private func holds(_ part: [Unicode.Scalar]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { start in
      text[start] == first && text[start...].starts(with: part)
    }
  }

  /// Whether the text has the beginning of a number and, behind digits or marks that stand for them, its end.
  private func holds(_ number: String, first: Int, last: Int, atMost: Int, isMarked: Bool) -> Bool {
    let (head, tail) = (Self.plain(String(number.prefix(first))), Self.plain(String(number.suffix(last))))
    guard text.count >= head.count + tail.count else { return false }
    return (0...(text.count - head.count - tail.count)).contains { start in
      guard text[start] == head[0], text[start...].starts(with: head) else { return false }
      return reaches(tail, from: start + head.count, atMost: atMost, isMarked: isMarked)
    }
  }

  private func reaches(_ tail: [Unicode.Scalar], from start: Int, atMost: Int, isMarked: Bool) -> Bool {
    var marks = 0
    for place in start..<min(start + atMost + 1, text.count) {
      if !isMarked || marks > 1, text[place...].starts(with: tail) { return true }
      if Self.marks.contains(text[place]) || text[place] == "x" {
        marks += 1
      } else if !("0"..."9").contains(text[place]) {
        return false
      }
    }
    return false
  }

  private static func plain(_ text: String) -> [Unicode.Scalar] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let scalars = Array((isASCII ? text : text.precomposedStringWithCompatibilityMapping).lowercased().unicodeScalars)
    var (plain, place) = ([Unicode.Scalar](), 0)
    while place < scalars.count {
      if isIdentifier(scalars, at: place) {
        plain.append("\n")
        place += identifierLength
        continue
      }
      let scalar = scalars[place]
      if marks.contains(scalar) || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        plain.append(scalar)
      }
      place += 1
    }
    return plain
  }

  private static let identifierLength = 36

  /// Whether hexadecimal digits with dashes stand here, as in the identifiers of a run (RFC 9562).
  private static func isIdentifier(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
    guard place + identifierLength <= scalars.count else { return false }
    return (0..<identifierLength).allSatisfy { offset in
      let scalar = scalars[place + offset]
      return [8, 13, 18, 23].contains(offset)
        ? scalar == "-" : ("0"..."9").contains(scalar) || ("a"..."f").contains(scalar)
    }
  }

  private static let marks: Set<Unicode.Scalar> = ["*", "•", "●", "#", "×", "■", "█"]
  private static let technical = ["signature", "signature-input", "content-digest", "date", "content-length", "etag"]
}

extension JSONValue {
  /// All texts in the document, keys included.
  fileprivate var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let items): items.flatMap(\.strings)
    case .object(let members): members.flatMap { [$0.key] + $0.value.strings }
    case .null, .bool, .integer, .number: []
    }
  }
}
