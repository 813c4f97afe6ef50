/// A list of values in a statement, in one of a few sizes, so that prepared statements are found again: a shorter list is
/// filled up with its last value.
struct ValueList {
  /// The placeholders from `$1` on, with commas between.
  let placeholders: String
  /// The same as rows of one value each, as in `($1), ($2)`.
  let rows: String
  let values: [SQLValue]

  static let largest = 256
  private static let sizes = [1, 4, 8, 16, 32, 64, 128, largest]
  private static let texts = sizes.map { size in (1...size).map { "$\($0)" }.joined(separator: ", ") }
  private static let rowTexts = sizes.map { size in (1...size).map { "($\($0))" }.joined(separator: ", ") }

  /// The list of no more than `largest` values.
  static func filled(_ values: [SQLValue]) -> ValueList {
    guard let last = values.last else { return ValueList(placeholders: "null", rows: "(null)", values: []) }
    let place = sizes.firstIndex { $0 >= values.count } ?? sizes.count - 1
    let missing = max(0, sizes[place] - values.count)
    return ValueList(
      placeholders: texts[place], rows: rowTexts[place], values: values + Array(repeating: last, count: missing))
  }

  static func filled(_ numbers: ArraySlice<Int>) -> ValueList { filled(numbers.map { .int($0) }) }

  /// Hands over numbers in as many lists as they need.
  static func each(of numbers: [Int], _ take: (ValueList) throws -> Void) rethrows {
    for start in stride(from: 0, to: numbers.count, by: largest) {
      try take(filled(numbers[start..<min(numbers.count, start + largest)]))
    }
  }
}
