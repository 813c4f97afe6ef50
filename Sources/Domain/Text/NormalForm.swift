import Foundation

extension String {
  /// Unicode's composed form (NFC): one spelling for what looks the same, compatibility ideographs included, which it
  /// makes the unified ones (U+F9E1 becomes U+674E).
  public var composed: String { precomposedStringWithCanonicalMapping }

  /// NFKC: also what only looks a little different, such as half-width kana and the radicals of Kangxi.
  var compatiblyComposed: String { precomposedStringWithCompatibilityMapping }

  /// NFD: letters apart from their accents.
  var decomposed: String { decomposedStringWithCanonicalMapping }
}
