import BankLink
import Crypto
import Foundation
import Sealing
import Text

/// A sealed answer, opened with tolerance: each fault is noted for the check it belongs to, and the rest can still be
/// checked.
struct OpenedAnswer: Sendable {
  /// The parts of the binding that are missing from the seal.
  let unbound: Set<Part>
  let isPadded: Bool
  /// Whether the padding goes to the next step behind the text without blanks, and is of zeros, so that it tells
  /// nothing.
  let isExact: Bool
  let json: JSONValue

  enum Part: CaseIterable { case enquiry, bank, consent }

  /// Nil if this key does not open it under any binding.
  init?(_ sealed: Data, _ binding: AnswerBinding, with key: Curve25519.KeyAgreement.PrivateKey) {
    for unbound in Self.subsets {
      for authenticated in Self.authenticated(binding, without: unbound) {
        guard let bytes = Self.open(sealed, authenticated, key) else { continue }
        let text = Self.framed(bytes)
        guard let json = try? JSONValue(utf8: Array(text)) else { return nil }
        self.unbound = unbound
        self.json = json
        isPadded = bytes.count % Padding.answer.step == 0 && text.count + 4 <= bytes.count
        isExact =
          bytes == Padding.answer.pad(text)
          && bytes.count == Padding.answer.pad(Data(json.compact.utf8)).count
        return
      }
    }
    return nil
  }

  /// The sets of missing parts, the empty one first.
  private static let subsets: [Set<Part>] = (0..<8).map { bits in
    Set(Part.allCases.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element))
  }

  /// The authenticated data without some parts: each may be left out, or be present and empty.
  private static func authenticated(_ binding: AnswerBinding, without unbound: Set<Part>) -> [Data] {
    let parts: [(Part, String)] = [
      (.enquiry, binding.enquiry), (.bank, binding.bank.text), (.consent, binding.consent),
    ]
    let present = lengthPrefixed(parts.filter { !unbound.contains($0.0) }.map(\.1))
    let emptied = lengthPrefixed(parts.map { unbound.contains($0.0) ? "" : $0.1 })
    if unbound.isEmpty { return [present] }
    return unbound.count == 3 ? [emptied, Data()] : [emptied, present]
  }

  private static func open(
    _ sealed: Data, _ authenticated: Data, _ key: Curve25519.KeyAgreement.PrivateKey
  ) -> Data? {
    let encapsulated = Data(sealed.prefix(32))
    guard
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data("chaka/answer/1".utf8),
        encapsulatedKey: encapsulated)
    else { return nil }
    return try? recipient.open(sealed.dropFirst(encapsulated.count), authenticating: authenticated)
  }

  /// The content of a frame that is not padded: by its length, or all of it.
  private static func framed(_ bytes: Data) -> Data {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    return bytes.count >= 4 && length <= bytes.count - 4 ? Data(bytes.dropFirst(4).prefix(length)) : bytes
  }
}

extension OpenedAnswer {
  /// The cards as received.
  var cards: [JSONValue] {
    guard case .array(let cards)? = json["cards"] else { return [] }
    return cards
  }

  /// The cards by their digits, however they were written.
  var digits: [String] {
    cards.map { card in
      let first = (card.text("first4") ?? "").prefix(4)
      let last = (card.text("last4") ?? "").suffix(4)
      return first + "…" + String(repeating: "0", count: 4 - last.count) + last
    }
  }
}

extension TestCard {
  /// The card as named in sentences.
  var digits: String { number.description }
}
