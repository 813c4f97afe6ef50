import Crypto
import Domain
import Foundation

/// Seals a bank's answer to the query's key: an `Envelope` of its own for each.
///
/// Sealed bytes are the encapsulated key (32 bytes) and the ciphertext of the padded text, so their size is
/// 32 + k * 1,024 + 16 and tells nothing about fewer than about twenty cards.
public enum AnswerSeal {
  /// The largest number of cards in one answer; their text still fits the largest size.
  public static let maximumCards = 1_300
  /// The largest number of steps of 1,024 bytes.
  public static let maximumSteps = 64
  /// The size of an answer of one step.
  public static let smallestSize = size(steps: 1)
  public static let largestSize = size(steps: maximumSteps)

  private static let tagSize = 16

  private static func size(steps: Int) -> Int {
    Envelope.encapsulatedKeySize + steps * Padding.answer.step + tagSize
  }

  /// Seals the cards that a bank found. They are those of the binding's bank.
  public static func seal(
    _ cards: [MaskedCard], binding: AnswerBinding, to publicKey: SealingPublicKey
  ) throws -> Data {
    precondition(cards.allSatisfy { $0.bank == binding.bank }, "a bank answers for itself")
    guard cards.count <= maximumCards else { throw AnswerFault.tooLarge }
    let text = AnswerText(cards: cards, bank: binding.bank, enquiry: binding.enquiry).json
    return try seal(plaintext: Padding.answer.pad(text), binding: binding, to: publicKey)
  }

  /// Seals any bytes, so that a test can make answers that a bank must not send.
  package static func seal(
    plaintext: Data, binding: AnswerBinding, to publicKey: SealingPublicKey
  ) throws -> Data {
    var sender = try Envelope.sender(to: publicKey, info: AnswerBinding.info)
    return try sender.encapsulatedKey + sender.seal(plaintext, authenticating: binding.authenticated)
  }

  /// Opens an answer and checks everything that was hidden until now: its shape, its bank and that every card has four
  /// and four digits.
  public static func open(
    _ sealed: Data, binding: AnswerBinding, with privateKey: Curve25519.KeyAgreement.PrivateKey
  ) throws(AnswerFault) -> [MaskedCard] {
    if let fault = faultAtReceipt(sealed) { throw fault }
    guard let padded = plaintext(of: sealed, binding: binding, with: privateKey) else { throw .unsealed }
    guard let text = Padding.answer.unpad(padded) else { throw .unpadded }
    let answer = try AnswerText(json: text, expected: binding)
    // Blanks or escapes in the text would make the size tell more than the padding allows.
    guard padded.count == Padding.answer.size(of: answer.json.count) else { throw .unpadded }
    return answer.cards
  }

  private static func plaintext(
    of sealed: Data, binding: AnswerBinding, with privateKey: Curve25519.KeyAgreement.PrivateKey
  ) -> Data? {
    guard
      var recipient = try? Envelope.recipient(
        of: encapsulatedKey(of: sealed), with: privateKey, info: AnswerBinding.info)
    else { return nil }
    return try? recipient.open(
      sealed.dropFirst(Envelope.encapsulatedKeySize), authenticating: binding.authenticated)
  }
}

extension AnswerSeal {
  /// The bank's ephemeral key, which goes before the ciphertext in clear. No two answers share one.
  public static func encapsulatedKey(of sealed: Data) -> Data { Data(sealed.prefix(Envelope.encapsulatedKeySize)) }

  /// The fault of an answer that can be found without opening it: that it can be read, that nothing can be sealed under
  /// its ephemeral key (one of small order, so that everybody could read the answer, or not in its one spelling), that
  /// it is too large, or not padded.
  public static func faultAtReceipt(_ sealed: Data) -> AnswerFault? {
    if isText(sealed) || isText(sealed.dropFirst(4)) { return .unsealed }
    if sealed.count > largestSize { return .tooLarge }
    let padded = sealed.count - Envelope.encapsulatedKeySize - tagSize
    guard padded >= Padding.answer.step && padded % Padding.answer.step == 0 else { return .unpadded }
    return CurveBytes.isSealing(encapsulatedKey(of: sealed)) ? nil : .unsealed
  }

  /// Whether the bytes are text: sealed bytes look random, and a thousand of them are never valid UTF-8.
  private static func isText(_ bytes: Data) -> Bool {
    !bytes.isEmpty && bytes.withUnsafeBytes { String(validating: $0, as: UTF8.self) } != nil
  }
}
