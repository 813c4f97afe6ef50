/// A line of a script as read, without its line end.
public struct SourceLine: Sendable, Equatable {
  /// The script's name in error messages: a path, `<stdin>`, `<command>`.
  public let file: String
  /// The number of the line, from 1.
  public let number: Int
  public let scalars: [Unicode.Scalar]

  public init(file: String, number: Int, scalars: [Unicode.Scalar]) {
    self.file = file
    self.number = number
    self.scalars = scalars
  }
}

/// A character of a script.
public struct Place: Sendable, Equatable {
  public let line: SourceLine
  /// The column in characters, from 1; one past the last character is the end of the line.
  public let column: Int

  public init(line: SourceLine, column: Int) {
    self.line = line
    self.column = column
  }
}

/// One token of a command, without its quotes.
public struct Word: Sendable, Equatable {
  public let text: String
  /// Whether no part of the word was quoted. Only a bare word begins a clause.
  public let isBare: Bool
  public let place: Place
  /// The place just after its last character.
  public let end: Place

  public init(text: String, isBare: Bool, place: Place, end: Place) {
    self.text = text
    self.isBare = isBare
    self.place = place
    self.end = end
  }
}
