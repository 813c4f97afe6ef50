import Domain
import Program

/// The agreement, shown and accepted.
struct Consent {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  /// True where it was accepted. On a terminal it is shown and asked for, unless the person could not apply anyway;
  /// elsewhere only `--agree` accepts it.
  func obtain(given: Bool) async throws -> Bool {
    if given || !visit.context.inputIsTerminal { return given }
    let offer = try await visit.desk.banks(visit.session.token, channel: visit.channel)
    guard offer.offered else { return false }
    return try ask()
  }

  /// Shows the text and asks.
  func ask() throws -> Bool {
    visit.dialogue.say(text(columns: Screen.columns))
    return try visit.dialogue.confirm(Bilingual(zh: "同意授权吗？[y/N] ", en: "Do you agree? [y/N] "))
  }

  private func text(columns: Int) -> String {
    let agreement = visit.registry.agreement
    let body = NoticeText(sections: agreement.sections, language: visit.language, paint: visit.context.paint)
    let title = visit.context.paint(agreement.title[visit.language], .bold)
    return "\n\(title)\n\n\(body.text(columns: columns))"
  }
}
