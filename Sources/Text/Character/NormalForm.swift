import Foundation

extension String {
  /// Unicode's composed form (NFC): one spelling for what looks the same, compatibility ideographs included, which it
  /// makes the unified ones (U+F9E1 becomes U+674E).
  public var composed: String { precomposedStringWithCanonicalMapping }

  /// NFKC: also what only looks a little different, such as half-width kana and the radicals of Kangxi.
  public var compatiblyComposed: String { precomposedStringWithCompatibilityMapping }

  /// What somebody typed with a Chinese input method, as it was meant: ASCII for its full-width forms, a space for the
  /// ideographic one, without blanks around it.
  public var halfWidth: String {
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0xff01...0xff5e: Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
      case 0x3000: " "
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars)).trimmingSpaces()
  }

  /// NFD: letters apart from their accents.
  public var decomposed: String { decomposedStringWithCanonicalMapping }
}
