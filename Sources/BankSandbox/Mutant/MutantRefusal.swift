import BankLink
import Hummingbird

extension WireRefusal {
  var isOfSignature: Bool { SignatureFault.allCases.contains { $0.code == code } }

  /// The same refusal with a sentence about an unrelated person.
  init(_ refusal: WireRefusal, mentioning person: String) {
    self.init(SignatureFault.allCases.first { $0.code == refusal.code } ?? .missing, "\(person) was asked about before")
  }

  private init(_ fault: SignatureFault, _ message: String) { self.init(WireCode(fault), message) }
}

extension Mutant {
  /// The reply of this bank in place of a refusal.
  func spoiled(_ refusal: WireRefusal) -> Response {
    switch (self, refusal.code) {
    case (.tooDeep, "too_deep"):
      return JSONReply.error(WireRefusal(.unavailable, "something broke that nobody caught"))
    case (.identity, "identity_not_sealed"):
      return JSONReply.ok(
        AnswerMessage(
          answers: refusal.enquiry.map { [.declined($0, code: DeclineCode.unspecified.rawValue)] } ?? []))
    case (.errorReadable, _): return errorWithMore(refusal)
    case (.enquiryNamed, _): return error(refusal, enquiry: nil, retry: refusal.isRetryable)
    case (.retry, _): return error(refusal, enquiry: refusal.enquiry, retry: true)
    default: return JSONReply.error(refusal)
    }
  }

  /// An error body that reveals the number of cards.
  private func errorWithMore(_ refusal: WireRefusal) -> Response {
    var response = JSONReply.error(refusal)
    let json = ErrorMessage(code: refusal.code, message: refusal.message, enquiry: refusal.enquiry).json
    let error = (json["error"] ?? .null).setting("retry", .bool(refusal.isRetryable)).setting("cards", [])
    response.body = .init(byteBuffer: ByteBuffer(string: json.setting("error", error).compact))
    return response
  }

  private func error(_ refusal: WireRefusal, enquiry: String?, retry: Bool) -> Response {
    let message = ErrorMessage(code: refusal.code, message: refusal.message, enquiry: enquiry, retry: retry)
    return JSONReply.reply(.init(code: refusal.status), Wire.encode(message))
  }
}
