import Domain
import Program
import Text

/// The titles of notices and the sentences under them, laid out for reading.
struct NoticeText {
  let sections: [NoticeSection]
  let language: Language
  let paint: Paint

  /// The text, which ends with a line break.
  func text(columns: Int) -> String {
    sections.map { section in
      let items = section.items.map { item($0[language], min(columns, 100)) }
      return ([paint(section.title[language], .bold)] + items).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  var table: Table {
    var table = Table([.init("title", zh: "标题", en: "title"), .init("item", zh: "内容", en: "item")])
    for section in sections {
      for item in section.items { table.add([.init(section.title[language]), .init(item[language])]) }
    }
    return table
  }

  private func item(_ text: String, _ columns: Int) -> String {
    "  • " + wrapped(text, to: columns - 4).joined(separator: "\n    ")
  }
}
