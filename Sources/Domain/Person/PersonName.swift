import Text

/// A person's name as on the identity document: 1 to 50 Chinese characters or Latin letters, with dots, spaces, hyphens
/// and apostrophes between them.
///
/// A name has one form however it is written: one dot (U+00B7) for all that look alike, no spaces between Chinese
/// characters, no invisible characters, composed letters (NFC), unified ideographs for compatibility and private-use
/// ones, half width. A name without such a form is refused with its wrong character, because no bank would find the
/// name.
public struct PersonName: Sendable, Hashable {
  public let text: String

  public init(_ text: String) throws(PersonFault) {
    // The limit allows four bytes a letter, and some blanks and marks around the name.
    guard text.utf8.count <= Self.longest * 8 else { throw .invalidName }
    var spelling = NameSpelling()
    for scalar in Self.plain(text).unicodeScalars {
      guard spelling.take(scalar) else { throw .oddCharacter(OddCharacter(scalar), in: .name) }
    }
    let name = spelling.end()
    guard (1...Self.longest).contains(name.count), name.utf8.count <= Self.longest * 4, spelling.hasLetters else {
      throw .invalidName
    }
    self.text = name
  }

  /// A name from the database, which was checked before it was stored. One that an earlier version stored is brought to
  /// its present form.
  public init(stored text: String) {
    self.text = Self.isPlain(text) ? text : (try? PersonName(text).text) ?? text
  }

  private static let longest = 50

  /// Whether the text has nothing but letters of which each has one form, as nearly all names do.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x41...0x5a, 0x61...0x7a, 0x4e00...0x9fff: true
      default: false
      }
    }
  }

  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.flatMap(\.meant))).composed
  }
}

extension PersonName {
  /// The form that banks compare: the letters alone, without case and accents.
  public var comparisonKey: String {
    let letters = text.decomposed.unicodeScalars.filter { $0.isChinese || $0.isLatin }
    return String(String.UnicodeScalarView(letters)).uppercased()
  }

  /// Whether two texts on record are one name (protocol: "How banks compare"). A text that is no name equals only
  /// itself.
  public static func areSame(_ one: String, _ other: String) -> Bool {
    guard let first = try? PersonName(one), let second = try? PersonName(other) else { return one == other }
    return first.comparisonKey == second.comparisonKey
  }
}

/// A name being put together from its characters. A mark between two letters is decided on when the second letter
/// comes.
private struct NameSpelling {
  private(set) var hasLetters = false
  private var name = String.UnicodeScalarView()
  private var last = NameCharacter.nothing
  private var joint: Unicode.Scalar?
  private var hasBlank = false

  /// Takes a character; false if a name cannot have the character here.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    let character = NameCharacter(scalar)
    switch character {
    case .chinese, .latin:
      join(to: character)
      name.append(scalar)
      last = character
      hasLetters = true
    case .accent:
      guard last == .latin, joint == nil, !hasBlank else { return false }
      name.append(scalar)
    case .blank: hasBlank = true
    case .nothing: break
    case .dot: return hold("·")
    case .stop: return hold(last == .latin ? "." : "·")
    case .hyphen: return hold("-")
    case .apostrophe: return hold("'")
    case .odd: return false
    }
    return true
  }

  /// Ends the name and gives it. Of marks only an initial's full stop or an apostrophe may end a name.
  mutating func end() -> String {
    if let joint, joint == "." || joint == "'" { name.append(joint) }
    joint = nil
    // Marks between a letter and its accent are gone by now, so that both are composed here.
    return String(name).composed
  }

  /// Holds a mark between two letters; a repeated mark is a slip of the typist and dropped.
  private mutating func hold(_ mark: Unicode.Scalar) -> Bool {
    if let joint, joint != mark { return false }
    joint = mark
    return true
  }

  private mutating func join(to next: NameCharacter) {
    defer { (joint, hasBlank) = (nil, false) }
    if let joint {
      // Of marks only an apostrophe may begin a name ('t Hart).
      if hasLetters || joint == "'" { name.append(joint) }
      if joint == ".", hasBlank { name.append(" ") }
    } else if hasBlank, hasLetters, !(last == .chinese && next == .chinese) {
      name.append(" ")
    }
  }
}
