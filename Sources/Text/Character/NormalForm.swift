import Foundation

extension String {
  /// Unicode's composed form (NFC): one spelling for characters that look the same. Compatibility ideographs become the
  /// unified ones (U+F9E1 becomes U+674E).
  public var composed: String { precomposedStringWithCanonicalMapping }

  /// The NFKC form: one spelling also for characters that look nearly the same, such as half-width kana and the
  /// radicals of Kangxi.
  public var compatiblyComposed: String { precomposedStringWithCompatibilityMapping }

  /// The intended text behind input of a Chinese input method: ASCII for its full-width forms, a space for the
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

  /// The NFD form: letters apart from their accents.
  public var decomposed: String { decomposedStringWithCanonicalMapping }
}
