import Program
import Text

/// `help`: a page for people, the commands as data for programs.
struct HelpResult: CommandResult {
  let topic: [Word]
  let page: String
  let isPage = true

  private var forms: [Form] { Grammar.forms.filter { $0.words.starts(with: topic.map(\.text)) } }

  var json: JSONValue {
    .array(
      forms.map { form in
        .object([
          .init("command", .string(form.name)), .init("synopsis", .string(form.synopsis)),
          .init("summary", .string(form.summary.chosen)),
        ])
      })
  }

  var table: Table {
    Table(
      forms,
      [
        Field("synopsis", zh: "命令", en: "command") { .init($0.synopsis) },
        Field("summary", zh: "作用", en: "summary") { .init($0.summary.chosen) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String { page }
}
