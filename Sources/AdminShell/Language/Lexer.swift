import Text

/// Cuts lines into the words of one command after the other (docs/contract.md, "Text and scripts").
public struct Lexer {
  private var reader: LineReader
  private var line = SourceLine(file: "", number: 0, scalars: [])
  private var index = 0
  /// The values of variables; nil for a line still being typed, whose variables are not replaced.
  private let variables: Variables?

  public init(_ reader: LineReader, _ variables: Variables? = nil) {
    self.reader = reader
    self.variables = variables
  }

  /// The words of the next command, at least one, a pipe being a word of its own; nil at the end.
  public mutating func next() throws -> [Word]? {
    while let next = try reader.next() {
      line = next
      index = 0
      let words = try words()
      if !words.isEmpty { return words }
    }
    return nil
  }

  private mutating func words() throws -> [Word] {
    var words: [Word] = []
    while let scalar = peek, scalar != "#" {
      if scalar.isBlank {
        index += 1
      } else if isAtContinuation {
        try goOn()
      } else if scalar == Self.pipe {
        words.append(pipe())
      } else {
        words += try word()
      }
    }
    return words
  }

  private mutating func pipe() -> Word {
    let place = here
    index += 1
    return Word(text: String(Self.pipe), isBare: true, place: place, end: here)
  }

  /// One word; several if it is a variable with several.
  private mutating func word() throws -> [Word] {
    let place = here
    var text = String.UnicodeScalarView()
    var isBare = true
    while let scalar = peek, !scalar.isBlank, scalar != Self.pipe, !isAtContinuation {
      if scalar == "\"" || scalar == "'" {
        isBare = false
        scalar == "\"" ? try doubleQuoted(into: &text) : try singleQuoted(into: &text)
      } else if scalar == "$" {
        isBare = false
        let isFirst = place.line == line && place.column == index + 1
        let texts = try variable()
        if isFirst, texts.count > 1, isAtWordEnd {
          return texts.map { Word(text: $0, isBare: false, place: place, end: here) }
        }
        text.append(contentsOf: texts.joined(separator: " ").unicodeScalars)
      } else {
        text.append(try bare(scalar))
      }
    }
    return [Word(text: String(text), isBare: isBare, place: place, end: here)]
  }

  private mutating func bare(_ scalar: Unicode.Scalar) throws -> Unicode.Scalar {
    if scalar == "\\" { throw Diagnostic(SyntaxFault.strayBackslash, at: here) }
    if Self.isReserved(scalar) { throw Diagnostic(SyntaxFault.reserved(scalar), at: here) }
    if Self.typographicQuotes.contains(scalar) { throw Diagnostic(SyntaxFault.typographicQuote(scalar), at: here) }
    index += 1
    return scalar
  }

  /// The texts of the variable at the cursor; throws if no name follows the dollar sign.
  private mutating func variable() throws -> [String] {
    guard let found = VariableReading.name(after: line.scalars[index...]) else {
      throw Diagnostic(SyntaxFault.reserved("$"), at: here)
    }
    let place = here
    index += found.length
    guard let variables else { return ["$" + found.name] }
    do {
      return try variables.texts(of: found.name)
    } catch {
      let isUnknown = error == .unknownVariable(found.name)
      throw Diagnostic(error, at: place, suggestion: isUnknown ? variables.near(found.name) : nil)
    }
  }

  private mutating func singleQuoted(into text: inout String.UnicodeScalarView) throws {
    let opening = here
    index += 1
    while let scalar = peek {
      index += 1
      if scalar == "'" { return }
      text.append(scalar)
    }
    throw Diagnostic(SyntaxFault.unterminatedQuote, at: opening)
  }

  private mutating func doubleQuoted(into text: inout String.UnicodeScalarView) throws {
    let opening = here
    index += 1
    while let scalar = peek {
      if isAtContinuation {
        try goOn()
        continue
      }
      if scalar == "\\" {
        text.append(try escaped())
        continue
      }
      if scalar == "$", VariableReading.name(after: line.scalars[index...]) != nil {
        text.append(contentsOf: try variable().joined(separator: " ").unicodeScalars)
        continue
      }
      index += 1
      if scalar == "\"" { return }
      text.append(scalar)
    }
    throw Diagnostic(SyntaxFault.unterminatedQuote, at: opening)
  }

  private mutating func escaped() throws -> Unicode.Scalar {
    guard let scalar = line.scalars.dropFirst(index + 1).first else { return "\\" }
    guard let meaning = Self.escapes[scalar] else { throw Diagnostic(SyntaxFault.badEscape(scalar), at: here) }
    index += 2
    return meaning
  }

  /// Goes on with the next line; throws if there is none.
  private mutating func goOn() throws {
    let place = here
    guard let next = try reader.next() else { throw Diagnostic(SyntaxFault.nothingFollows, at: place) }
    line = next
    index = 0
  }

  private var peek: Unicode.Scalar? { index < line.scalars.count ? line.scalars[index] : nil }
  private var here: Place { Place(line: line, column: index + 1) }
  private var isAtContinuation: Bool { index == line.scalars.count - 1 && line.scalars[index] == "\\" }
  private var isAtWordEnd: Bool { peek.map { $0.isBlank || $0 == Self.pipe } ?? true || isAtContinuation }

  static let pipe: Unicode.Scalar = "|"
  static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "$", "|", "?", ";", "&", "<", ">": true
    default: false
    }
  }

  private static let typographicQuotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "「", "」"]
  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "'": "'", "\\": "\\", "$": "$", "n": "\n", "t": "\t",
  ]
}

extension Word {
  /// Whether the word is a pipe, which passes the output on to the stage behind it.
  var isPipe: Bool { isBare && text == "|" }
}

extension Unicode.Scalar {
  /// Space, tab, and the space that Chinese input methods give.
  var isBlank: Bool { self == " " || self == "\t" || self == "\u{3000}" }
}
