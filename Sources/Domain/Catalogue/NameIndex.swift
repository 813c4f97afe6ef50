import Text

/// Finds regions, banks or channels by their names: at once if the name is right, by one walk over all names if not.
struct NameIndex<Code: Sendable & Hashable>: Sendable {
  struct Entry: Sendable {
    let code: Code
    let suggestion: NameSuggestion
    /// Every accepted spelling from which suggestions are made.
    let names: [String]
    /// The accepted numbers, from which no suggestions are made: a wrong number is near to every other.
    var numbers: [String] = []
  }

  private struct Known: Sendable {
    let suggestion: NameSuggestion
    let names: [String]
  }

  private let codes: [String: Code]
  private let known: [Known]

  init(_ entries: [Entry]) {
    var codes: [String: Code] = [:]
    known = entries.map { entry in
      let names = entry.names.map(Spelling.folded)
      for key in names.map(Spelling.key(ofFolded:)) + entry.numbers { codes[key] = codes[key] ?? entry.code }
      return Known(suggestion: entry.suggestion, names: names)
    }
    self.codes = codes
  }

  /// The code with exactly this spelling; case, width, spaces and Traditional characters aside.
  func code(of text: String) -> Code? { codes[Spelling.key(text)] }

  /// Every entry with a name that contains the text.
  func fitting(_ text: String) -> [NameSuggestion] {
    let part = NamePart(text)
    return known.filter { $0.names.contains(where: part.fits) }.map(\.suggestion)
  }

  /// At most three entries with a name near to the text, the nearest first, ties in the order of the index.
  func nearest(to text: String) -> [NameSuggestion] {
    let part = NamePart(text)
    let letters = Array(Spelling.key(text).unicodeScalars)
    let scored = known.enumerated().compactMap { position, thing in
      Self.score(thing, part, letters).map { (score: $0, position: position) }
    }
    return scored.sorted { ($0.score, $0.position) < ($1.score, $1.position) }.prefix(3)
      .map { known[$0.position].suggestion }
  }

  /// Twice the edits from the nearest name; a name of which the text is a part counts as half an edit away.
  private static func score(_ thing: Known, _ part: NamePart, _ letters: [Unicode.Scalar]) -> Int? {
    let reach = min(1 + letters.count / 4, letters.count - 1)
    let scores = thing.names.compactMap { name -> Int? in
      if part.fits(name) { return 1 }
      let distance = EditDistance.between(letters, name.unicodeScalars.filter { $0 != " " }, atMost: reach)
      return distance.map { $0 * 2 }
    }
    return scores.min()
  }
}
