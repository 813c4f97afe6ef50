/// What the output of a command passes on its way, after a `|`.
public enum Stage: Sendable, Equatable {
  /// Keeps the rows of a table or of CSV, the elements of JSON, or the lines of a page, that hold a text.
  case match(String)
  /// How many rows there are, or lines of a page.
  case count
  case json
  case csv
  /// Into this file instead of the terminal.
  case save(Word)
}
