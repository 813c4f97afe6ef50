import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

extension Mutant {
  /// The answer as this bank makes and seals it; nil if it does so without a fault.
  func seal(
    _ cards: [MaskedCard], _ binding: AnswerBinding, to key: SealingPublicKey
  ) throws -> Data? {
    let text = text(cards, binding)
    switch self {
    case .boundEnquiry, .boundBank, .boundConsent:
      return try AnswerSeal.seal(plaintext: Padding.answer.pad(text), binding: unbound(binding), to: key)
    case .padded:
      let framed = withUnsafeBytes(of: UInt32(text.count).bigEndian) { Data($0) } + text
      return try AnswerSeal.seal(plaintext: framed, binding: binding, to: key)
    case .exactPadding:
      let blanks = Data(repeating: UInt8(ascii: " "), count: Padding.answer.step * max(0, cards.count - 1))
      return try AnswerSeal.seal(plaintext: Padding.answer.pad(text + blanks), binding: binding, to: key)
    case .freshKeys: return try HandSeal.stale(Padding.answer.pad(text), binding: binding, to: key)
    case .soundKeys: return try HandSeal.misspelt(Padding.answer.pad(text), binding: binding, to: key)
    case .namesEnquiry, .digits, .nothingElse, .kind, .ownBank, .leadingZeros:
      return try AnswerSeal.seal(plaintext: Padding.answer.pad(text), binding: binding, to: key)
    default: return nil
    }
  }

  private func unbound(_ binding: AnswerBinding) -> AnswerBinding {
    AnswerBinding(
      enquiry: self == .boundEnquiry ? "" : binding.enquiry, bank: self == .boundBank ? BankCode("") : binding.bank,
      consent: self == .boundConsent ? "" : binding.consent)
  }

  private func text(_ cards: [MaskedCard], _ binding: AnswerBinding) -> Data {
    let json = JSONValue.object([
      .init("cards", .array(cards.map(json))),
      .init("bank", .string(self == .ownBank ? "other" : binding.bank.text)),
      .init("enquiry", .string(self == .namesEnquiry ? "another" : binding.enquiry)),
    ])
    return Data(json.compact.utf8)
  }

  private func json(_ card: MaskedCard) -> JSONValue {
    let last4 = self == .leadingZeros ? String(card.last4.drop { $0 == "0" }) : card.last4
    let json = JSONValue.object([
      .init("kind", .string(self == .kind ? CardKind.debit.rawValue : card.kind.rawValue)),
      .init("first4", .string(self == .digits ? card.first4 + "00" : card.first4)), .init("last4", .string(last4)),
    ])
    return self == .nothingElse ? json.setting("balance", "100.00") : json
  }
}

extension Mutant {
  /// The answers to a batch as this bank gives them.
  func spoiled(answers items: [Conduct.Item]) -> [Conduct.Item] {
    switch self {
    case .once: items + items
    case .onlyAsked: items + items.prefix(1).map { ("enquiry-of-somebody-else", $0.reply) }
    // Larger batches are left for later, and so are the remaining answers.
    case .complete: items.count > 3 ? [] : items
    default: items
    }
  }

  /// The answers of this bank to a fetch.
  func spoiled(fetched items: [Conduct.Item]) -> [Conduct.Item] {
    switch self {
    case .fetched: items.map { ($0.enquiry, .declined(.unknownEnquiry)) }
    case .unknownEnquiry: items.map { ($0.enquiry, $0.reply.isUnknown ? .accepted(retryAfter: .seconds(1)) : $0.reply) }
    case .eachFetched: Array(items.prefix(1))
    default: items
    }
  }
}

extension Mutant {
  /// The reply of this bank.
  func spoiled(reply message: AnswerMessage) -> Data {
    self == .callbackBeside ? Wire.encode(message) : spoiled(body: message)
  }

  /// The reply with text beside the answers: plain text about the cards, or blanks without end.
  func spoiled(body message: AnswerMessage) -> Data {
    let body = Wire.encode(message)
    switch self {
    case .nothingBeside, .callbackBeside:
      guard case .array(let items)? = message.json["answers"] else { return body }
      let open = items.map { $0["sealed"] == nil ? $0 : $0.setting("cards", 2) }
      return Data(JSONValue.object([.init("answers", .array(open))]).compact.utf8)
    case .replySize:
      return body + Data(repeating: UInt8(ascii: " "), count: (96 << 10) * message.answers.count + (64 << 10))
    default: return body
    }
  }

  /// The answers that this bank posts later.
  func spoiled(callback items: [Conduct.Item]) -> [Conduct.Item] {
    self == .callbackAnswer ? items.map { ($0.enquiry, .declined(.identityMismatch)) } : items
  }
}

extension BankReply {
  fileprivate var isUnknown: Bool { self == .declined(.unknownEnquiry) }
}
