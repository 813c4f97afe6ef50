import Text

/// Shows the progress of a long check, on one line that is removed at the end.
struct CheckingProgress {
  var tell: (_ done: Int, _ all: Int) -> Void
  var end: () -> Void

  static var silent: CheckingProgress { CheckingProgress(tell: { _, _ in }, end: {}) }

  /// `show` shows a text in place of the one before, and nothing for nil.
  static func bar(_ language: Language, show: @escaping (String?) -> Void) -> CheckingProgress {
    CheckingProgress(tell: { show(text(done: $0, of: $1)[language]) }, end: { show(nil) })
  }

  /// The line, such as `[#####...............] 25 %  250000 of 1000000 records`.
  static func text(done: Int, of all: Int) -> Bilingual {
    let share = all == 0 ? 1 : min(1, Double(done) / Double(all))
    let (width, percent) = (20, Int(share * 100))
    let marks = Int(share * Double(width))
    let bar = String(repeating: "#", count: marks) + String(repeating: ".", count: width - marks)
    return Bilingual(
      zh: "[\(bar)] \(percent) %  已核对 \(done) / \(all) 条", en: "[\(bar)] \(percent) %  \(done) of \(all) records")
  }
}
