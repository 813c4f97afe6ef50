import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing

/// Why a bank does not take a request.
struct Refusal: Error {
  var status: HTTPResponse.Status = .badRequest
  let code: String
  let message: String
  var enquiry: String?

  var response: Response { JSONReply.error(status, code, message, enquiry: enquiry) }
}

/// Opens what the network sealed to this bank.
enum IncomingBatch {
  static func open(_ message: EnquiryMessage, at bank: SandboxBank) -> Result<[ReceivedEnquiry], Refusal> {
    guard message.protocol == EnquiryMessage.version else {
      return .failure(Refusal(code: "unsupported_protocol", message: "the protocol is \(EnquiryMessage.version)"))
    }
    let key = bank.key
    guard message.keyId == keyIdentifier(key.publicKey.rawRepresentation) else {
      return .failure(Refusal(code: "unknown_key", message: "read the keys again"))
    }
    guard
      var opener = try? EnquiryOpener(bank: bank.code, privateKey: key, encapsulatedKey: message.encapsulatedKey)
    else { return .failure(Refusal(code: "bad_encapsulated_key", message: "the encapsulated key is no key")) }
    var received: [ReceivedEnquiry] = []
    for item in message.enquiries {
      guard let person = opener.open(item.identity, enquiry: item.enquiry, consent: item.consent.identifier) else {
        return .failure(
          Refusal(code: "identity_not_sealed", message: "the identity does not open", enquiry: item.enquiry))
      }
      received.append(
        ReceivedEnquiry(
          identifier: item.enquiry, consent: item.consent.identifier, consentBank: BankCode(item.consent.bank),
          publicKey: item.consent.publicKey, person: person))
    }
    return .success(received)
  }
}

extension AnswerMessage.Item {
  init(_ item: Conduct.Item) {
    switch item.reply {
    case .answered(let sealed): self = .answered(item.enquiry, sealed: sealed)
    case .accepted(let pause):
      self = .accepted(item.enquiry, retryAfterSeconds: Double(pause?.milliseconds ?? 1_000) / 1_000)
    case .declined(let code), .malformed(let code): self = .declined(item.enquiry, code: code)
    }
  }
}

extension Span {
  var duration: Duration { .milliseconds(milliseconds) }
}
