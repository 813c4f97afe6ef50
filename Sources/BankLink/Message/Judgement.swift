import Domain
import Foundation
import Sealing

extension AnswerMessage.Item {
  /// The reply of the item, judged as far as that can be done without opening it (rule 5).
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

  /// The reply of a sealed answer. Bytes have one spelling in Base64; another one could carry a message beside them.
  private static func judge(_ text: String) -> BankReply {
    guard let bytes = Base64.bytes(of: text) else {
      let readable = text.contains("{")
      return .malformed(code: (readable ? AnswerFault.unsealed : .badShape).code)
    }
    return BankReply(sealed: bytes)
  }
}

extension BankReply {
  /// The reply of an answer as received: malformed if it is readable, too large or not padded.
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

  /// A pause that a bank asks for, at most a day; nil if the seconds are no length of time.
  init?(waitSeconds seconds: Double) {
    guard seconds.isFinite, seconds >= 0 else { return nil }
    self = .milliseconds(Int64((min(seconds, Self.longestWaitSeconds) * 1_000).rounded(.up)))
  }
}
