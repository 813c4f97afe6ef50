import Text

/// Numbers with their noun, for English sentences.
extension Int {
  /// `1 card`, `2 cards`
  var cards: String { counted("card", "cards") }
  /// `1 enquiry`, `2 enquiries`
  var enquiries: String { counted("enquiry", "enquiries") }
}
