import Program
import Text

/// `help`: a page for people, the commands as data for programs.
struct HelpAnswer: Answer {
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
    var table = Table([.init("synopsis", zh: "命令", en: "command"), .init("summary", zh: "作用", en: "what it does")])
    for form in forms { table.add([.init(form.synopsis), .init(form.summary.chosen)]) }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String { page }
}
