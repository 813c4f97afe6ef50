import Text

/// A person's name as on the identity document: 1 to 50 Chinese characters or Latin letters, with dots, spaces, hyphens
/// and apostrophes between them.
///
/// One name has one form however it is written: one dot (U+00B7) for all that look like it, no spaces between Chinese
/// characters, nothing that nobody sees, composed letters (NFC), unified ideographs for compatibility and private-use
/// ones, half width. What has no such form is refused with the character that it is, because a bank would never find
/// it.
public struct PersonName: Sendable, Hashable {
  public let text: String

  public init(_ text: String) throws(PersonFault) {
    // Four bytes a letter, and some blanks and marks around them.
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

  /// A name that was checked before it was stored. What an earlier version stored may have another form than it has
  /// now.
  public init(stored text: String) { self.text = (try? PersonName(text).text) ?? text }

  private static let longest = 50

  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.flatMap(\.meant))).composed
  }
}

extension PersonName {
  /// What two spellings of one name have in common, and banks compare: the letters alone, without case and accents.
  public var comparisonKey: String {
    let letters = text.decomposed.unicodeScalars.filter { $0.isChinese || $0.isLatin }
    return String(String.UnicodeScalarView(letters)).uppercased()
  }

  /// Whether two texts, each as somebody has them on record, are one name (protocol: "How banks compare"). A text that
  /// is no name is only itself.
  public static func areSame(_ one: String, _ other: String) -> Bool {
    guard let first = try? PersonName(one), let second = try? PersonName(other) else { return one == other }
    return first.comparisonKey == second.comparisonKey
  }
}

/// A name being put together from its characters: what stands between two letters is decided when the second comes.
private struct NameSpelling {
  private(set) var hasLetters = false
  private var name = String.UnicodeScalarView()
  private var last = NameCharacter.nothing
  private var joint: Unicode.Scalar?
  private var hasBlank = false

  /// False for a character that has no place here.
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

  /// The name. At its end only an initial's full stop or an apostrophe stands.
  mutating func end() -> String {
    if let joint, joint == "." || joint == "'" { name.append(joint) }
    joint = nil
    // What stood between a letter and its accent is gone only now.
    return String(name).composed
  }

  /// One between two letters; the same again is a slip.
  private mutating func hold(_ mark: Unicode.Scalar) -> Bool {
    if let joint, joint != mark { return false }
    joint = mark
    return true
  }

  private mutating func join(to next: NameCharacter) {
    defer { (joint, hasBlank) = (nil, false) }
    if let joint {
      // In front of a name only an apostrophe stands ('t Hart).
      if hasLetters || joint == "'" { name.append(joint) }
      if joint == ".", hasBlank { name.append(" ") }
    } else if hasBlank, hasLetters, !(last == .chinese && next == .chinese) {
      name.append(" ")
    }
  }
}
