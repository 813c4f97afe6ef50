import BankLink
import Crypto
import Domain
import Foundation
import Sealing

/// Makes one bank's sealed answers, or the messages of its quirk in their place.
struct AnswerMaker: Sendable {
  let bank: BankCode
  let ledger: Ledger
  var mutant: Mutant?

  func reply(to enquiry: ReceivedEnquiry, quirk: Quirk?) -> BankReply {
    guard enquiry.consentBank == bank else { return .declined(.unspecified) }
    let bytes = mutant == .weakAnswerKey ? enquiry.publicKey.withoutTopBit : enquiry.publicKey
    guard let key = SealingPublicKey(rawRepresentation: bytes) else { return .declined(.badPublicKey) }
    switch ledger.find(enquiry.person, at: bank) {
    case .declined(let code): return .declined(code)
    case .cards(let cards):
      let binding = AnswerBinding(enquiry: enquiry.identifier, bank: bank, consent: enquiry.consent)
      let sealed = try? seal(Array(cards.prefix(AnswerSeal.maximumCards)), binding: binding, to: key, quirk: quirk)
      return sealed.map(BankReply.answered) ?? .declined(.unspecified)
    }
  }

  private func seal(
    _ cards: [MaskedCard], binding: AnswerBinding, to key: SealingPublicKey, quirk: Quirk?
  ) throws -> Data {
    if let spoiled = try mutant?.seal(cards, binding, to: key) { return spoiled }
    let text = quirk.map { $0.text(bank: bank, enquiry: binding.enquiry) } ?? Data()
    switch quirk {
    case .unsealed: return text
    case .unpadded: return try AnswerSeal.seal(plaintext: text, binding: binding, to: key)
    case .oversize:
      let steps = Padding.answer.step * (AnswerSeal.maximumSteps + 1)
      return try AnswerSeal.seal(plaintext: Data(count: steps), binding: binding, to: key)
    case .fullCardNumber, .otherBank, .badShape:
      return try AnswerSeal.seal(plaintext: Padding.answer.pad(text), binding: binding, to: key)
    case nil, .foreign, .body: return try AnswerSeal.seal(cards, binding: binding, to: key)
    }
  }
}

extension Quirk {
  /// The text of an answer that must not be displayed.
  fileprivate func text(bank: BankCode, enquiry: String) -> Data {
    let first4 = self == .fullCardNumber ? "6228480000000000018" : "6228"
    let name = self == .otherBank ? "other-\(bank)" : bank.text
    let more = self == .badShape ? #","balance":"100.00""# : ""
    let card = #"{"kind":"debit","first4":"\#(first4)","last4":"0018"\#(more)}"#
    return Data(#"{"cards":[\#(card)],"bank":"\#(name)","enquiry":"\#(enquiry)"}"#.utf8)
  }
}

extension Data {
  /// The key as read by a bank that ignores its spelling.
  fileprivate var withoutTopBit: Data {
    guard count == 32 else { return self }
    return Data(dropLast()) + Data([self[startIndex + 31] & 0x7f])
  }
}
