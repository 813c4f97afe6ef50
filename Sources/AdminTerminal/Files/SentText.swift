import AdminShell
import ConsoleProtocol
import Text

/// Everything that this side has sent, word by word: a service gets only those files that a command of the person's
/// own names, whatever it asks for.
final class SentText {
  private let environment: [String: String]
  private let variables: Variables
  private var texts: [(origin: String, bytes: [UInt8])] = []
  private var words: Set<NamedFile> = []

  init(environment: [String: String]) {
    self.environment = environment
    variables = Variables(environment: environment)
  }

  /// Takes in a text that is being sent. Pieces of one text come one after the other.
  func note(_ bytes: [UInt8], from origin: String, goesOn: Bool = false) {
    if goesOn, let latest = texts.indices.last, texts[latest].origin == origin {
      texts[latest].bytes += bytes
    } else {
      texts.append((origin, bytes))
    }
    read(texts[texts.count - 1])
  }

  /// Whether a word of what was sent names this file. Texts are read again for variables that later ones have set.
  func names(_ file: NamedFile) -> Bool {
    if words.contains(file) { return true }
    for text in texts { read(text) }
    return words.contains(file)
  }

  private func read(_ text: (origin: String, bytes: [UInt8])) {
    variables.renewBudget()
    var lexer = Lexer(LineReader(file: text.origin, bytes: text.bytes), variables)
    var faults = 0
    // A line that is wrong is the service's to report; what stands behind it may be read all the same.
    while faults < 1_000 {
      do {
        guard let found = try lexer.next() else { return }
        take(found)
      } catch {
        faults += 1
      }
    }
  }

  private func take(_ found: [Word]) {
    for word in found { words.insert(NamedFile(word)) }
    if found.count > 2, found[0].isBare, found[0].text == "let" {
      try? variables.set(found[1].text, to: found.dropFirst(2).map(\.text))
    }
  }

  /// The environment's variables that a text names, which are sent with it.
  func environment(of bytes: [UInt8]) -> [String: String] {
    let mark = Array("env.".utf8)
    var found: [String: String] = [:]
    var start = bytes.startIndex
    while let place = bytes[start...].firstRange(of: mark) {
      let name = bytes[place.upperBound...].prefix { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar == "_" || scalar.properties.isAlphabetic && scalar.isASCII || ("0"..."9").contains(scalar)
      }
      let key = String(decoding: name, as: UTF8.self)
      if let text = environment[key] { found[key] = text }
      start = place.upperBound
    }
    return found
  }

  var environmentNames: [String] { environment.keys.sorted() }
}

extension NamedFile {
  init(_ word: Word) {
    let place = word.place
    self.init(text: word.text, origin: place.line.file, line: place.line.number, column: place.column)
  }
}
