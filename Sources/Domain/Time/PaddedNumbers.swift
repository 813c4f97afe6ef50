/// A text of numbers with leading zeros, as dates and times are written.
struct PaddedNumbers {
  private var text: [UInt8] = []

  init() { text.reserveCapacity(32) }

  /// The text with an ending.
  consuming func ending(_ ending: StaticString) -> String {
    ending.withUTF8Buffer { text.append(contentsOf: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends a date as `2022-06-09`.
  mutating func append(_ day: CalendarDay) {
    let date = day.civil
    append(date.year, width: 4)
    append("-", date.month, width: 2)
    append("-", date.day, width: 2)
  }

  /// Appends a mark of ASCII and a number.
  mutating func append(_ mark: Unicode.Scalar, _ number: Int, width: Int) {
    text.append(UInt8(ascii: mark))
    append(number, width: width)
  }

  /// Appends a number of at least this many digits. One that is longer or negative keeps all its characters.
  private mutating func append(_ number: Int, width: Int) {
    var scale = 1
    for _ in 1..<width { scale *= 10 }
    guard number >= 0, number / 10 < scale else { return appendLong(number, width: width) }
    while scale > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
      scale /= 10
    }
  }

  private mutating func appendLong(_ number: Int, width: Int) {
    let digits = String(number)
    text += Array(String(repeating: "0", count: max(0, width - digits.count)).utf8) + Array(digits.utf8)
  }
}
