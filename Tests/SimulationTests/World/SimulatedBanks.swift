import BankLink
import Crypto
import Domain
import Foundation
import QueryEngine

@testable import Sealing

/// All banks of a history: their enquiries, their answers, and their behaviour.
final class SimulatedBanks: @unchecked Sendable {
  /// A sealed answer, and the cards that a person may read in it: nil if nothing of it may be displayed.
  struct Answer {
    let sealed: Data
    let cards: [MaskedCard]?
  }

  /// The reply to an enquiry, as the network received it.
  enum Delivery {
    case answer(Answer, from: BankCode)
    case accepted
    case declined
    /// The bank sent no reply, or one that says to come again.
    case unreached(Span?)
    case unknown
    /// The reply ends the enquiry as failed.
    case malformed
  }

  /// The bank's memory of an enquiry.
  struct Held {
    let bank: BankCode
    let consent: String
    let publicKey: Data
    let person: Int
    let firstAt: Moment
    var answer: Answer?
  }

  let cast: Cast
  let random: SeededRandom
  var conducts: [BankConduct]
  var held: [String: Held] = [:]
  /// Every enquiry ever asked, in order.
  private(set) var asked: [String] = []
  private(set) var deliveries: [String: [Delivery]] = [:]
  private(set) var sent: [Answer] = []
  private var pseudonyms: [String: String] = [:]
  /// The cards in every honest answer.
  private var made: [Data: [MaskedCard]] = [:]

  init(cast: Cast, random: SeededRandom) {
    self.cast = cast
    self.random = random
    conducts = cast.banks.map { _ in random.pick(random.chance(2) ? BankConduct.wellMeaning : BankConduct.allCases) }
  }

  func conduct(of bank: BankCode) -> BankConduct { conducts[position(bank)] }
  func position(_ bank: BankCode) -> Int { cast.banks.firstIndex(of: bank) ?? 0 }

  /// The cards that a person may read in sealed bytes; nil if nothing may be displayed.
  func readable(_ sealed: Data) -> [MaskedCard]? { made[sealed] }

  func deliver(_ delivery: Delivery, for enquiry: String) {
    deliveries[enquiry, default: []].append(delivery)
    if case .answer(let answer, _) = delivery { sent.append(answer) }
  }

  /// Whether a pseudonym is fit for a bank: a bank may learn no more than that it is asked about a person, and two
  /// banks get different pseudonyms.
  func isPseudonymFit(_ pseudonym: String, of person: Int, at bank: BankCode) -> Bool {
    let whose = "\(person) \(bank)"
    defer { pseudonyms[pseudonym] = whose }
    return pseudonyms[pseudonym].map { $0 == whose } ?? true
  }

  func remember(_ enquiry: BankEnquiry, at bank: BankCode, person: Int, now: Moment) {
    guard held[enquiry.identifier] == nil else { return }
    asked.append(enquiry.identifier)
    held[enquiry.identifier] = Held(
      bank: bank, consent: enquiry.consent.identifier, publicKey: enquiry.consent.publicKey, person: person,
      firstAt: now, answer: nil)
  }
}

// MARK: Answers

extension SimulatedBanks {
  /// The answer to an enquiry, the same each time.
  func answer(to enquiry: String) -> Answer? {
    guard let known = held[enquiry] else { return nil }
    if let answer = known.answer { return answer }
    let made = conduct(of: known.bank) == .malformed ? malformed(enquiry, known) : honest(enquiry, known)
    held[enquiry]?.answer = made
    return made
  }

  /// A second answer, sealed anew: the same cards in other bytes.
  func secondAnswer(to enquiry: String) -> Answer? { held[enquiry].map { honest(enquiry, $0) } }

  private func cards(_ known: Held) -> [MaskedCard] {
    cast.cards[known.person][position(known.bank)].compactMap {
      MaskedCard(bank: known.bank, kind: $0.kind, first4: $0.first4, last4: $0.last4)
    }
  }

  private func honest(_ enquiry: String, _ known: Held) -> Answer {
    let cards = cards(known)
    let binding = binding(enquiry, known)
    let sealed = seal { try AnswerSeal.seal(cards, binding: binding, to: $0) }(known)
    made[sealed] = cards
    return Answer(sealed: sealed, cards: cards)
  }

  private func binding(_ enquiry: String, _ known: Held) -> AnswerBinding {
    AnswerBinding(enquiry: enquiry, bank: known.bank, consent: known.consent)
  }

  private func seal(_ body: @escaping (SealingPublicKey) throws -> Data) -> (Held) -> Data {
    { known in
      guard let key = SealingPublicKey(rawRepresentation: known.publicKey), let sealed = try? body(key) else {
        preconditionFailure("a query's public key seals")
      }
      return sealed
    }
  }

  private func malformed(_ enquiry: String, _ known: Held) -> Answer {
    let number = cast.cards[known.person][position(known.bank)].first?.number ?? "6228480000000000018"
    let binding = binding(enquiry, known)
    func padded(_ text: String) -> Data {
      seal { try AnswerSeal.seal(plaintext: Padding.answer.pad(Data(text.utf8)), binding: binding, to: $0) }(known)
    }
    func text(first4: String = "6228", bank: String, more: String = "") -> String {
      #"{"cards":[{"kind":"debit","first4":"\#(first4)","last4":"0018"\#(more)}],"bank":"\#(bank)","enquiry":"\#(enquiry)"}"#
    }
    let bank = known.bank.text
    let sealed: Data =
      switch random.pick(Malformation.allCases) {
      case .readable: Data(text(bank: bank).utf8)
      case .unpadded:
        seal { try AnswerSeal.seal(plaintext: Data(text(bank: bank).utf8), binding: binding, to: $0) }(known)
      case .oversize: Data(repeating: 0xA7, count: AnswerSeal.largestSize + 1_024)
      case .fullCardNumber: padded(text(first4: number, bank: bank))
      case .otherBank: padded(text(bank: "other"))
      case .otherEnquiry:
        seal {
          let other = AnswerBinding(enquiry: "E0", bank: known.bank, consent: known.consent)
          return try AnswerSeal.seal([], binding: other, to: $0)
        }(known)
      case .badShape: padded(text(bank: bank, more: #","balance":"100.00""#))
      case .noise: Data((0..<AnswerSeal.smallestSize).map { _ in UInt8(random.below(256)) | 0x80 })
      }
    return Answer(sealed: sealed, cards: nil)
  }
}
