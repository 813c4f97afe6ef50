/// The answers of a person to a question of yes or no.
enum YesOrNo {
  static func isYes(_ answer: String?) -> Bool {
    ["y", "yes", "是"].contains((answer ?? "").filter { !$0.isWhitespace }.lowercased())
  }
}
