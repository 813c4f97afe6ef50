import Domain
import Foundation

/// Finds numbers in a text that could be those of somebody's card, identity document or phone, however they are
/// written: grouped, masked, escaped, in Base64, with a letter before or behind.
///
/// Machines write long numbers, too: the time in milliseconds (13 digits that begin with 1), a UUID, a hash or another
/// identifier in hexadecimal, an address. These are known by their shape and left out; inside them only a number with a
/// fitting check digit counts.
enum PersonalNumber {
  /// Whether the text may hold such a number: 13 digits or more with no letter between them, a masked number, a mobile
  /// phone, or characters beyond ASCII, as names have.
  static func isLikely(in text: String, exemptingIPv6: Bool = false) -> Bool {
    guard let plain = EscapedText.plain(text) else { return true }
    if EscapedText.hidden(in: plain).contains(where: { isLikely(in: $0) }) { return true }
    guard plain.count(where: isDigit) >= leastDigits else { return false }
    var rest: [UInt8] = []
    for (word, isWord) in words(of: plain) {
      guard isWord, let identifier = MachineWord(word, exemptingIPv6: exemptingIPv6) else {
        rest += word
        continue
      }
      if identifier == .hexadecimal, isProven(word) { return true }
      rest.append(gap)
    }
    return numbers(in: rest).contains { isLikely($0) }
  }

  /// Whether the text holds a number whose check digit fits: a card's, beginning with 62, or an identity document's.
  static func isProven(in text: String) -> Bool {
    guard let plain = EscapedText.plain(text) else { return true }
    return isProven(plain[...])
  }

  private static func isProven(_ bytes: ArraySlice<UInt8>) -> Bool {
    numbers(in: Array(bytes)).contains { number in
      ([number.digits] + number.groups).contains { isCard($0) || isIdentity($0) }
    }
  }

  /// The least number of digits that a masked number shows.
  private static let leastDigits = 4
  /// The byte in place of an identifier that was left out, which ends a number as a letter does.
  fileprivate static let gap: UInt8 = 0
  /// The number of digits of the shortest card number.
  private static let longNumber = 13

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  fileprivate static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}

extension PersonalNumber {
  /// Digits with no letter between them, and their grouping. An X at the end is a check character.
  fileprivate struct Number {
    var groups: [[UInt8]] = []
    /// Whether two asterisks or more, or other characters that hide digits, stand between two groups.
    var isMasked = false

    var digits: [UInt8] { groups.flatMap(\.self) }
  }

  private static func isLikely(_ number: Number) -> Bool {
    let digits = number.digits
    let isTime = digits.count == 13 && digits[0] == UInt8(ascii: "1") && number.groups.count <= 2
    return number.isMasked || digits.count >= longNumber && !isTime || isPhone(number)
  }

  /// Whether the number is a phone's: eleven digits, from 13 to 19, by themselves, in one group or in the usual three.
  private static func isPhone(_ number: Number) -> Bool {
    let digits = number.digits
    return digits.count == 11 && digits[0] == UInt8(ascii: "1") && digits[1] >= UInt8(ascii: "3")
      && [[11], [3, 4, 4], [3, 8], [7, 4]].contains(number.groups.map(\.count))
  }

  /// Whether the check digit of ISO/IEC 7812-1 fits.
  private static func isCard(_ digits: [UInt8]) -> Bool {
    guard (16...19).contains(digits.count), digits.starts(with: "62".utf8), digits.allSatisfy(isDigit) else {
      return false
    }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element - 48)
      return sum + (digit.offset % 2 == 0 ? value : value * 2 - (value > 4 ? 9 : 0))
    }
    return sum % 10 == 0
  }

  private static func isIdentity(_ digits: [UInt8]) -> Bool {
    digits.count == 18 && (try? IdentityNumber(String(decoding: digits, as: UTF8.self))) != nil
  }

  fileprivate static func numbers(in bytes: [UInt8]) -> [Number] {
    var reader = NumberReader(bytes: bytes)
    return reader.numbers()
  }

  /// The words of a text, and the runs of other characters between them.
  private static func words(of bytes: [UInt8]) -> [(ArraySlice<UInt8>, isWord: Bool)] {
    var words: [(ArraySlice<UInt8>, isWord: Bool)] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let isWord = isPart(bytes[start])
      let end = bytes[start...].firstIndex { isPart($0) != isWord } ?? bytes.endIndex
      words.append((bytes[start..<end], isWord))
      start = end
    }
    return words
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: ":")
  }
}

/// Reads the numbers of a text.
private struct NumberReader {
  let bytes: [UInt8]
  private var position = 0
  private var number = PersonalNumber.Number()
  private var found: [PersonalNumber.Number] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func numbers() -> [PersonalNumber.Number] {
    while position < bytes.count {
      let byte = bytes[position]
      if PersonalNumber.isDigit(byte) {
        readGroup()
      } else if let length = maskLength() {
        readMask(length)
      } else if isCheckCharacter() {
        number.groups[number.groups.count - 1].append(UInt8(ascii: "X"))
        position += 1
      } else {
        if PersonalNumber.isLetter(byte) || byte == PersonalNumber.gap { end() }
        position += 1
      }
    }
    end()
    return found
  }

  private mutating func readGroup() {
    let end = bytes[position...].firstIndex { !PersonalNumber.isDigit($0) } ?? bytes.count
    number.groups.append(Array(bytes[position..<end]))
    position = end
  }

  /// The number of characters here that hide digits; nil for fewer than two.
  private func maskLength() -> Int? {
    let first = bytes[position]
    let marks = first | 0x20 == UInt8(ascii: "x") ? Array("xX".utf8) : Array("*#?".utf8)
    let length = bytes[position...].prefix { marks.contains($0) }.count
    return length >= 2 && (marks[0] != UInt8(ascii: "x") || isBetweenDigits(length)) ? length : nil
  }

  private func isBetweenDigits(_ length: Int) -> Bool {
    let next = position + length
    return !number.groups.isEmpty && next < bytes.count && !PersonalNumber.isLetter(bytes[next])
  }

  private mutating func readMask(_ length: Int) {
    position += length
    let after = bytes[position...].drop { !PersonalNumber.isDigit($0) && !PersonalNumber.isLetter($0) }
      .prefix(while: PersonalNumber.isDigit).count
    let before = number.groups.last?.count ?? 0
    if before >= 3 && after >= 2 || after >= 4 && length >= 4 || before >= 4 && length >= 4 { number.isMasked = true }
  }

  /// Whether this is the X of an identity number, behind 17 digits and before no letter or digit.
  private func isCheckCharacter() -> Bool {
    guard bytes[position] | 0x20 == UInt8(ascii: "x"), number.digits.count == 17 else { return false }
    return position + 1 == bytes.count || !PersonalNumber.isLetter(bytes[position + 1])
  }

  private mutating func end() {
    if !number.groups.isEmpty || number.isMasked { found.append(number) }
    number = .init()
  }
}
