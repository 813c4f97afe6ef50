import Domain
import Foundation
import Serving
import Text

/// The grammar of a header field's value.
enum FieldGrammar: Equatable {
  /// One word, in any case.
  case word(String)
  /// A number of up to ten digits.
  case number
  /// A time in one of HTTP's forms (RFC 9110, section 5.6.7).
  case date
  /// A time, up to ten digits, perhaps behind an `@`, or `-1` for a time that is over.
  case dateOrNumber
  /// A media type, `application/json` or another, with no parameter but the charset.
  case mediaType
  /// Digests: SHA-256, SHA-512 or both (RFC 9530).
  case digest
  /// The components and the parameters (RFC 9421, section 4.1).
  case signatureInput
  /// Signatures (RFC 9421, section 4.2).
  case signature
  /// `100-continue` (RFC 9110, section 10.1.1).
  case continuation
  /// The settings of a client that would rather speak HTTP/2 (RFC 7540, section 3.2.1).
  case settings
  /// The names of a trace and of a part of it (W3C Trace Context, section 3.2).
  case traceparent
  /// The name of a trace: 16 or 32 hexadecimal digits.
  case hexadecimal
  /// Words of a tracer's own, in which long numbers are usual; none of them may be a card's or a person's.
  case trace
  /// Addresses of the way, IPv6 included; any other word is judged as text.
  case addresses
  /// Any text without a number like a person's.
  case text

  /// Whether a message has at most one line of the field.
  var standsOnce: Bool {
    switch self {
    case .trace, .addresses, .text: false
    default: true
    }
  }

  func matches(_ value: String, in message: FieldRule.Message) -> Bool {
    let value = value.trimmingSpaces()
    return switch self {
    case .word(let word): value.lowercased() == word
    case .number: Self.isNumber(value)
    case .date: Self.isDate(value)
    case .dateOrNumber:
      value == "-1" || Self.isNumber(value.hasPrefix("@") ? value.dropFirst() : value[...]) || Self.isDate(value)
    case .mediaType: Self.isMediaType(value)
    case .digest: SignatureFields.isDigest(value)
    case .signatureInput: SignatureFields.isInput(value, of: message == .callback ? .request : .response)
    case .signature: SignatureFields.isSignature(value)
    case .continuation: ExpectField.isContinue(value)
    case .settings: Self.isSettings(value)
    case .traceparent: Self.isTraceparent(value)
    case .hexadecimal: Self.isTraceName(value)
    case .trace: !PersonalNumber.isProven(in: value)
    case .addresses: !PersonalNumber.isLikely(in: value, exemptingIPv6: true)
    case .text: !PersonalNumber.isLikely(in: value)
    }
  }
}

extension FieldGrammar {
  private static func isNumber(_ value: some StringProtocol) -> Bool {
    (1...10).contains(value.utf8.count) && value.utf8.allSatisfy(HTTPDate.isDigit)
  }

  private static func isDate(_ value: String) -> Bool {
    isUsualDate(value) || HTTPDate.moment(value, now: Moment(milliseconds: 0)) != nil
  }

  /// Whether the text has the shape of nearly every date: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func isUsualDate(_ value: String) -> Bool {
    value.utf8.count == dateShape.count
      && zip(value.utf8, dateShape).allSatisfy { byte, shape in
        switch shape {
        case UInt8(ascii: "a"): byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
        case UInt8(ascii: "0"): HTTPDate.isDigit(byte)
        default: byte == shape
        }
      } && value.hasSuffix(" GMT")
  }

  private static let dateShape = Array("aaa, 00 aaa 0000 00:00:00 aaa".utf8)

  private static func isMediaType(_ value: String) -> Bool {
    if value == "application/json" { return true }
    let parts = value.lowercased().split(separator: ";", omittingEmptySubsequences: false).map {
      String($0).trimmingSpaces()
    }
    guard parts.count <= 2, parts[0].split(separator: "/").count == 2, !PersonalNumber.isLikely(in: parts[0]) else {
      return false
    }
    return parts.count == 1 || charsets.contains(parts[1])
  }

  private static let charsets: Set<String> = Set(
    ["utf-8", "utf8", "us-ascii", "iso-8859-1"].flatMap { ["charset=\($0)", "charset=\"\($0)\""] })

  /// Whether the value is whole settings of 6 bytes, each with a number that HTTP/2 defines.
  private static func isSettings(_ value: String) -> Bool {
    guard let bytes = Base64URL.decode(value[...]), bytes.count % 6 == 0, bytes.count <= 60 else { return false }
    return stride(from: 0, to: bytes.count, by: 6).allSatisfy { bytes[$0] == 0 && (1...9).contains(bytes[$0 + 1]) }
  }

  private static func isTraceparent(_ value: String) -> Bool {
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [2, 32, 16, 2] && parts.allSatisfy { $0.utf8.allSatisfy(isLowerHexadecimal) }
      && !PersonalNumber.isProven(in: value)
  }

  private static func isTraceName(_ value: String) -> Bool {
    [16, 32].contains(value.utf8.count) && value.lowercased().utf8.allSatisfy(isLowerHexadecimal)
      && !PersonalNumber.isProven(in: value)
  }

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    HTTPDate.isDigit(byte) || (0x61...0x66).contains(byte)
  }
}
