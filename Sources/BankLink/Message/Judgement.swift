import Domain
import Foundation
import Sealing

extension AnswerMessage.Item {
  /// What the item says, judged as far as that can be done without opening it (rule 5).
  public var reply: BankReply {
    switch status {
    case "answered" where sealed == nil: .malformed(code: AnswerFault.unsealed.code)
    case _ where isStrange: .malformed(code: AnswerFault.badShape.code)
    case "answered": Self.judge(sealed ?? "")
    case "accepted": .accepted(retryAfter: retryAfterSeconds.flatMap(Span.init(waitSeconds:)))
    case "declined":
      code.flatMap(DeclineCode.init).map(BankReply.declined) ?? .malformed(code: AnswerFault.badShape.code)
    default: .malformed(code: AnswerFault.badShape.code)
    }
  }

  /// Bytes have one spelling in Base64; another one would say something beside them.
  private static func judge(_ text: String) -> BankReply {
    guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else {
      let readable = text.contains("{")
      return .malformed(code: (readable ? AnswerFault.unsealed : .badShape).code)
    }
    return BankReply(sealed: bytes)
  }
}

extension BankReply {
  /// An answer as received: malformed where it can be read, is too large or is not padded.
  public init(sealed: Data) {
    if let fault = AnswerSeal.faultAtReceipt(sealed) {
      self = .malformed(code: fault.code)
    } else {
      self = .answered(sealed)
    }
  }
}

extension Span {
  static let longestWaitSeconds = 86_400.0

  /// A pause that a bank asks for, at most a day; nil for what is no length of time.
  init?(waitSeconds seconds: Double) {
    guard seconds.isFinite, seconds >= 0 else { return nil }
    self = .milliseconds(Int64((min(seconds, Self.longestWaitSeconds) * 1_000).rounded(.up)))
  }
}
