import Text

/// A mainland mobile number that can receive SMS: 11 digits, `1[3-9]` first.
///
/// A number has one form however it is written: `+86 138-0013-8000`, `0086 (138) 00138000` and `１３８００１３８０００` are
/// `13800138000`.
public struct PhoneNumber: Sendable, Hashable {
  public let text: String

  /// Accepts blanks, dashes, dots and brackets between the digits, other scripts' digits, invisible marks, and in front
  /// `+86`, `0086`, `86` or a trunk `0`.
  public init(_ text: String) throws(PersonFault) {
    let digits = Self.national(WrittenDigits(text).scalars[...])
    if let odd = digits.first(where: { !("0"..."9").contains($0) }) {
      throw .oddCharacter(OddCharacter(odd), in: .phone)
    }
    guard digits.count == 11, digits.first == "1", let second = digits.dropFirst().first, ("3"..."9").contains(second)
    else { throw .invalidPhone }
    self.text = String(String.UnicodeScalarView(digits))
  }

  /// A number from the database, which was checked before it was stored.
  public init(stored text: String) { self.text = text }

  /// The normal form of a number on record; any other text as it is.
  public static func normal(_ text: String) -> String { (try? PhoneNumber(text))?.text ?? text.trimmingSpaces() }

  /// The number as it is shown to the person: `138****8000`.
  public var masked: String { "\(text.prefix(3))****\(text.suffix(4))" }

  /// The digits without the country's code and the trunk prefix. A plus sign stands before the country's code only.
  private static func national(_ written: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var digits = written
    if let first = digits.first, plusSigns.contains(first) {
      let rest = digits.dropFirst().drop { $0 == "0" }
      guard rest.starts(with: countryCode) else { return written }
      digits = rest.dropFirst(2)
    } else if digits.count > 12, digits.drop(while: { $0 == "0" }).starts(with: countryCode) {
      digits = digits.drop { $0 == "0" }.dropFirst(2)
    }
    return digits.count == 12 && digits.first == "0" ? digits.dropFirst() : digits
  }

  private static let countryCode: [Unicode.Scalar] = ["8", "6"]
  private static let plusSigns: Set<Unicode.Scalar> = ["+", "＋", "﹢"]
}
