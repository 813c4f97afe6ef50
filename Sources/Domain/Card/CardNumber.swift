/// A full card number: 13 to 19 digits (ISO/IEC 7812-1). Exists inside a bank only and is never printed.
///
/// The check digit is not verified: a bank's own record decides which cards exist.
public struct CardNumber: Sendable, Hashable {
  public static let lengths = 13...19
  private let digits: String

  public init?(_ text: String) {
    guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else { return nil }
    digits = text
  }

  /// The digits that may leave a bank (rule 5).
  public var masked: (first4: String, last4: String) { (String(digits.prefix(4)), String(digits.suffix(4))) }
}

extension CardNumber: CustomStringConvertible, CustomReflectable {
  /// The masked form, so that no description holds the number.
  public var description: String { "\(masked.first4)…\(masked.last4)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
