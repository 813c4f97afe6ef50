import Text

/// What a commit would mean, and what it has to say for that.
extension Grammar {
  static let impactForm = Form(
    "impact", zh: "提交候选版本会影响多少人和多少进行中的查询", en: "how many people and running queries a commit would touch",
    details: Bilingual(
      zh: """
        与现行版本相比，一次算清，每人只计一次：获得和失去服务的人，可查银行有变的人，按地区和银行；进行中的查询里，因银行或服务暂停而等待的，\
        以及因银行断开而作废的。暂停的银行谁也查不了。“失去”是指失去服务或至少一家银行的人。
        """,
      en: """
        Against the revision in force, exactly, everybody counted once: people who gain and lose the service and whose \
        banks change, by region and by bank; running queries that would wait for a suspended bank or a paused service, and \
        those withdrawn because a bank is disconnected. Nobody can ask a suspended bank. Who loses the service or at least \
        one bank loses something.
        """),
    examples: ["impact"]
  ) { _ in .impact }

  static let expecting = Clause(
    "expecting", .one(.loss), zh: "最多这么多人失去服务或银行，否则拒绝", en: "refuse if more people would lose the service or a bank")

  static let reopening = Clause(
    "reopening", .some(.reviews), zh: "重新打开紧急操作关闭的内容，尽管这号复核尚未签认",
    en: "open again what an emergency closed, though this review is not signed")

  static let override = Clause(
    "override", .one(.text), zh: "越过不满足的前提条件，写明理由；需审批人",
    en: "pass unmet preconditions for this reason; takes an approver")
}

extension Arguments {
  /// `expecting lost NUMBER`
  func expectedLoss() throws -> Int? {
    let words = clause("expecting")
    guard let first = words.first else { return nil }
    guard first.isBare, first.text == Operand.Kind.lossWord else {
      throw Diagnostic(SyntaxFault.notA(.loss, first.text), at: first.place, suggestion: Operand.Kind.lossWord)
    }
    guard words.count == 2 else { throw Diagnostic(SyntaxFault.missingValue(of: first.text), at: first.end) }
    guard let number = Self.wholeNumber(words[1].text) else {
      throw Diagnostic(SyntaxFault.notA(.loss, words[1].text), at: words[1].place)
    }
    return number
  }

  /// `reopening review NUMBER...`
  func reopenedReviews() throws -> [Int] {
    let words = clause("reopening")
    guard let first = words.first else { return [] }
    guard first.isBare, first.text == Operand.Kind.reviewWord else {
      throw Diagnostic(SyntaxFault.notA(.reviews, first.text), at: first.place, suggestion: Operand.Kind.reviewWord)
    }
    guard words.count > 1 else { throw Diagnostic(SyntaxFault.missingValue(of: first.text), at: first.end) }
    return Array(Set(try words.dropFirst().map { try number($0, .number) })).sorted()
  }

  static func wholeNumber(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}

extension Operand.Kind {
  /// What is expected, before the number.
  static let lossWord = "lost"
  /// What is reopened, before the number.
  static let reviewWord = "review"

  /// How many words one value takes.
  var words: Int { [.loss, .names, .reviews].contains(self) ? 2 : 1 }
}
