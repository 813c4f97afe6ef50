/// Finds the word that was probably meant.
public enum Nearest {
  /// The candidate with the smallest edit distance to a word, if that is at most a third of the word's length
  /// (at least one edit); the earliest of several.
  public static func match(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let letters = Array(word.lowercased().unicodeScalars)
    let scored = candidates.compactMap { candidate in
      EditDistance.between(letters, Array(candidate.lowercased().unicodeScalars), atMost: limit)
        .map { (candidate: candidate, distance: $0) }
    }
    return scored.min { $0.distance < $1.distance }?.candidate
  }
}
