/// A stage that the output of a command passes, after a `|`.
public enum Stage: Sendable, Equatable {
  /// Keeps the rows of a table or of CSV, the elements of JSON, or the lines of a page, that hold a text.
  case match(String)
  /// The number of rows, or of lines of a page.
  case count
  case json
  case csv
  /// Writes the output to this file instead of the terminal.
  case save(Word)
}
