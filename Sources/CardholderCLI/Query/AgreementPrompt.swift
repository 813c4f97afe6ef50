import Domain
import Program
import Text

/// The agreement, shown with the banks it is for, and accepted.
struct AgreementPrompt {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  /// Shows the text and the banks, and asks.
  func ask(for banks: ShownBanks) throws -> Bool {
    visit.dialogue.say(text(columns: Screen.columns))
    tell(banks)
    let count = banks.entries.count
    return try visit.dialogue.confirm(
      Bilingual(
        zh: "同意《查卡授权书》并向以上 \(count) 家银行查询，请输入“同意”；不同意请直接回车：",
        en: """
          To agree and have \(count == 1 ? "this bank" : "these \(count) banks") asked, type "agree"; otherwise \
          press Enter: 
          """))
  }

  /// Names the banks that are asked if nothing changes.
  func tell(_ banks: ShownBanks) {
    let names = banks.entries.map(\.name)
    let words = Bilingual(
      zh: "您选择的银行（\(names.count) 家）：\(names.map(\.zh).joined(separator: "、"))",
      en: "The banks you chose (\(names.count)): \(names.map(\.en).joined(separator: ", "))")
    visit.dialogue.say(wrapped(words.chosen, to: Screen.columns).joined(separator: "\n"))
  }

  private func text(columns: Int) -> String {
    let agreement = visit.desk.guidance.agreement
    let body = NoticeText(sections: agreement.sections, language: visit.language, paint: visit.context.paint)
    let title = visit.context.paint(agreement.title[visit.language], .bold)
    return "\n\(title)\n\n\(body.text(columns: columns))"
  }
}
