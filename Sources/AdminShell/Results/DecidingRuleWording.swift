import Domain
import Program
import RolloutControl
import Text

/// The wording of a rule: its setting, and the revision and author it came from.
extension DecidingRule {
  /// The JSON `{"path":...,"value":...,"revision":...,"author":...,"committedAt":...,"effectiveAt":...,"comment":...}`.
  var json: JSONValue {
    [
      "path": .string(subject.path), "value": value.json, "revision": JSONValue(origin.number),
      "author": .string(origin.author), "committedAt": JSONValue(origin.committedAt),
      "effectiveAt": JSONValue(origin.effectiveAt), "comment": .string(origin.comment),
    ]
  }

  /// The text, such as `region Guangdong CN-GD: open (revision 3, wang, 2022-06-09 00:00, "Guangdong joins")`.
  func text(_ wording: Wording) -> String {
    let changes = ChangeWording(wording: wording)
    let rule = changes.subject(subject) + changes.setting(value, of: subject)
    let comment = Bilingual(stored: origin.comment)[wording.language].withoutControls
    let parts = [origin.author.withoutControls, origin.effectiveAt.short]
    let zh = (["版本 \(origin.number)"] + parts + (comment.isEmpty ? [] : ["“\(comment)”"])).joined(separator: "，")
    let en = (["revision \(origin.number)"] + parts + (comment.isEmpty ? [] : ["\"\(comment)\""])).joined(
      separator: ", ")
    return Bilingual(zh: "\(rule)（\(zh)）", en: "\(rule) (\(en))")[wording.language]
  }
}

/// The wording of a remedy: commands that would admit people.
struct RemedyWording {
  private let edits: [RolloutEdit]
  private let uncertified: [BankCode]
  private let catalogue: Catalogue

  init(_ explanation: Explanation, _ catalogue: Catalogue) {
    edits = explanation.remedy
    uncertified = explanation.uncertified
    self.catalogue = catalogue
  }

  /// The commands with codes, which are the same in any language.
  var json: JSONValue { JSONValue(commands(CommandText())) }

  /// The commands. Certifications come first, as no commit connects an uncertified bank.
  private func commands(_ writer: CommandText) -> [String] {
    uncertified.map { "certify bank \($0)" } + edits.map(writer.text)
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard !edits.isEmpty else { return "" }
    let title = Bilingual(zh: "以下最小改动即可受理：", en: "Smallest change that would admit:")[language]
    let commands = commands(CommandText.named(catalogue, language))
    return title + "\n" + commands.map { "  " + paint($0.withoutControls, .cyan) + "\n" }.joined()
  }
}
