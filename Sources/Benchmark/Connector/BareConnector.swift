import BankLink
import Crypto
import Domain
import Foundation
import Sealing

/// The cost of asking a bank in bare cryptography, operation by operation, and of the other work apart.
struct BareConnector {
  /// Nanoseconds of processor time for each operation.
  let consentSignature: Double
  let sealing: Double
  let sealingContext: Double
  let details: Double
  let pseudonym: Double
  let messageSignature: Double
  let verification: Double
  /// The cost of digesting one byte of a body.
  let digestByte: Double
  /// The costs of writing an enquiry and of reading an answer.
  let jsonOut: Double
  let jsonIn: Double
  /// Bytes of one enquiry and one answer on the wire.
  let enquiryBytes: Double
  let answerBytes: Double

  init(_ resident: Resident, secret: ServerSecret, rounds: Int) throws {
    let network = SigningKey()
    let key = Curve25519.KeyAgreement.PrivateKey()
    let bank = key.publicKey
    let document = IdentityDocument(
      name: resident.name.text, idNumber: resident.idNumber.text, phone: resident.phone.text)
    let consent = Consent(
      identifier: "C0123456789ABCDEF", bank: BankCode("icbc"), person: String(repeating: "a", count: 32),
      grantedAt: Moment(milliseconds: 0), expiresAt: Moment(milliseconds: 86_400_000), agreementVersion: "2022-06",
      verification: ["face", "sms"], publicKey: Data(repeating: 9, count: 32))
    let artefact = ConsentArtefact.sign(consent, enquiry: "E0123456789ABCDEF", with: network)
    let signed = Data(artefact.utf8.prefix(artefact.utf8.count - 87))
    var sealer = try EnquirySealer(bank: BankCode("icbc"), publicKey: key.sealingKey)
    let identity = try sealer.seal(document, enquiry: "E", consent: "C")
    let base = Data(repeating: 0x61, count: 320)
    let signature = network.sign(base)
    let body = Data(repeating: 0x62, count: 100_000)
    let sealedDetails = try AtRest(secret, for: .personalDetails).seal(Data(repeating: 0x63, count: 90), context: "P")
    var bareSender = try HPKE.Sender(
      recipientKey: bank, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data("chaka/enquiry/1/icbc".utf8))
    let padded = Data(count: 256)
    let aad = Data(count: 40)

    consentSignature = Self.cost(rounds) { _ = network.sign(signed) }
    sealing = try Self.cost(rounds) { _ = try bareSender.seal(padded, authenticating: aad) }
    sealingContext = try Self.cost(rounds / 4) {
      _ = try HPKE.Sender(
        recipientKey: bank, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data("chaka/enquiry/1/icbc".utf8))
    }
    details = try Self.cost(rounds) { _ = try AtRest(secret, for: .personalDetails).open(sealedDetails, context: "P") }
    pseudonym = Self.cost(rounds) { _ = secret.hash("P0123456789ABCDEF icbc", for: .pseudonym) }
    messageSignature = Self.cost(rounds) { _ = network.sign(base) }
    verification = Self.cost(rounds) { _ = network.publicKey.isValid(signature, of: base) }
    digestByte = Self.cost(rounds / 4) { _ = SHA256.hash(data: body) } / Double(body.count)

    let item = EnquiryMessage.Item(enquiry: "E0123456789ABCDEF", consent: artefact, identity: identity)
    let enquiries = EnquiryMessage(
      batch: "B", sentAt: Moment(milliseconds: 0), callback: nil, encapsulatedKey: Data(count: 32), keyId: "k",
      enquiries: Array(repeating: item, count: 100))
    let answers = Wire.encode(
      AnswerMessage(
        answers: Array(
          repeating: .answered("E0123456789ABCDEF", sealed: Data(count: AnswerSeal.smallestSize)), count: 100)))
    jsonOut = Self.cost(max(4, rounds / 100)) { _ = Wire.encode(enquiries) } / 100
    jsonIn =
      try Self.cost(max(4, rounds / 100)) { _ = try Wire.decode(AnswerMessage.self, from: answers).replies } / 100
    enquiryBytes = Double(Wire.encode(enquiries).count) / 100
    answerBytes = Double(answers.count) / 100
  }

  /// The bare cost of one enquiry in a batch of `batch`.
  func bare(batch: Double) -> Double {
    consentSignature + sealing + details + pseudonym + digests
      + (sealingContext + messageSignature + verification) / batch
  }

  private var digests: Double { digestByte * (enquiryBytes + answerBytes) }

  func signing(batch: Double) -> Double { consentSignature + messageSignature / batch }
  func sealing(batch: Double) -> Double { sealing + details + pseudonym + sealingContext / batch }
  func verifying(batch: Double) -> Double { digests + verification / batch }

  /// The median cost of batches of four.
  private static func cost<Failure: Error>(_ rounds: Int, _ work: () throws(Failure) -> Void) throws(Failure) -> Double
  {
    var samples = Samples()
    for _ in 0..<max(3, rounds / 4) {
      let start = Stopwatch.thread
      for _ in 0..<4 { try work() }
      samples.add(Double(Stopwatch.thread - start) / 4)
    }
    return samples.median
  }
}
