import Domain
import Foundation
import Sealing

extension AnswerMessage.Item {
  /// What the item says, judged as far as that can be done without opening it (design: rule 5).
  public var reply: BankReply {
    switch status {
    case "answered": sealed.map(Self.judge) ?? .malformed(code: AnswerFault.unsealed.code)
    case "accepted": .accepted(retryAfter: retryAfterSeconds.flatMap(Span.init(waitSeconds:)))
    case "declined": .declined(code: code.flatMap(stableCode) ?? "unspecified")
    default: .malformed(code: AnswerFault.badShape.code)
    }
  }

  private static func judge(_ text: String) -> BankReply {
    guard let bytes = Data(base64Encoded: text) else {
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

/// A code that a bank chose, if it is one: nothing else of what a bank writes is kept or shown.
func stableCode(_ text: String) -> String? {
  let allowed = text.utf8.allSatisfy { byte in
    (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte == UInt8(ascii: "_")
  }
  return allowed && (1...64).contains(text.utf8.count) ? text : nil
}

extension Span {
  private static let longestWaitSeconds = 86_400.0

  /// A pause that a bank asks for, at most a day; nil for what is no length of time.
  init?(waitSeconds seconds: Double) {
    guard seconds.isFinite, seconds >= 0 else { return nil }
    self = .milliseconds(Int64((min(seconds, Self.longestWaitSeconds) * 1_000).rounded(.up)))
  }
}
