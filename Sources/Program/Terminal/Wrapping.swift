/// Breaks text into lines of at most `columns`: between words, and after any wide character, but never before closing
/// punctuation.
public func wrapped(_ text: String, to columns: Int) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapParagraph(String($0), to: columns) }
}

private func wrapParagraph(_ text: String, to columns: Int) -> [String] {
  var (lines, line) = ([String](), "")
  for piece in pieces(of: text) {
    let isOverfull = displayWidth(line) + displayWidth(piece.withoutTrailingSpaces) > columns
    if isOverfull, !line.isEmpty {
      lines.append(line.withoutTrailingSpaces)
      line = piece.withoutLeadingSpaces
    } else {
      line += piece
    }
  }
  return lines + [line.withoutTrailingSpaces]
}

/// The parts that must stay on one line: a word with the spaces after it, or a wide character with its punctuation.
private func pieces(of text: String) -> [String] {
  var (pieces, piece) = ([String](), "")
  var previous: Character = " "
  for character in text {
    let mayBreak = character != " " && (previous == " " || displayWidth(previous) == 2 || displayWidth(character) == 2)
    if mayBreak, !piece.isEmpty, !closing.contains(character), !opening.contains(previous) {
      pieces.append(piece)
      piece = ""
    }
    piece.append(character)
    previous = character
  }
  return piece.isEmpty ? pieces : pieces + [piece]
}

private let closing = Set<Character>("，。、；：！？）》”’,.;:)…")
private let opening = Set<Character>("（《“‘(")

extension String {
  fileprivate var withoutTrailingSpaces: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
  fileprivate var withoutLeadingSpaces: String { String(drop { $0 == " " }) }
}
