import Text

/// One form of stage, with the stage that it is read into. Help and completion read the form as that of any command.
struct StageForm: Sendable {
  let form: Form
  let build: @Sendable (Arguments) throws -> Stage

  init(
    _ words: String, _ operands: [Operand] = [], zh: String, en: String, details: Bilingual? = nil, examples: [String],
    build: @escaping @Sendable (Arguments) throws -> Stage
  ) {
    form = Form(words, operands, zh: zh, en: en, details: details, examples: examples)
    self.build = build
  }
}

/// The forms of stages, which follow a pipe.
extension Grammar {
  static let stageForms: [StageForm] = [
    StageForm(
      "match", [.one(.text)], zh: "只留下含有这段文字的行", en: "keep what holds a text",
      details: Bilingual(
        zh: "大小写不限。表格和 CSV 按行，JSON 按列表的元素，说明、地图之类的页面按文字行。",
        en:
          "In any case. Of a table and of CSV the rows, of JSON the elements of lists, of a page such as help the lines."
      ),
      examples: ["show banks | match 工商", "show history | match op1 | csv"]
    ) { .match($0.operands[0].text) },
    StageForm("count", zh: "数有多少行", en: "count the rows", examples: ["show banks | match icbc | count"]) { _ in
      .count
    },
    StageForm("json", zh: "按 JSON 输出", en: "as JSON", examples: ["show gate | json"]) { _ in .json },
    StageForm("csv", zh: "按 CSV 输出", en: "as CSV", examples: ["show history | csv"]) { _ in .csv },
    StageForm(
      "save", [.one(.file)], zh: "存进文件，不显示", en: "into a file instead of the terminal",
      details: Bilingual(
        zh: "路径相对于写着它的文件。整份写好才换上，权限 0600；已有的文件被替换，目录和特殊文件被拒绝。必须是最后一段。",
        en: """
          The path is relative to the file that says it. The file, of mode 0600, appears when it is whole; one that was \
          there is replaced; a directory or a special file is refused. Nothing follows it.
          """),
      examples: ["show history | csv | save history.csv"]
    ) { .save($0.operands[0]) },
  ]

  static let stageNames = stageForms.map { $0.form.words[0] }

  static func stages(of parts: [[Word]], end: Place) throws -> [Stage] {
    try parts.enumerated().map { position, words in
      guard let name = words.first else {
        throw Diagnostic(SyntaxFault.missingSubject(of: "|", choices: stageNames), at: end)
      }
      guard let stage = stageForms.first(where: { $0.form.words[0] == name.text }) else {
        let fault = SyntaxFault.unknownSubject(of: "|", name.text, choices: stageNames)
        throw Diagnostic(fault, at: name.place, suggestion: near(name.text, among: stageNames))
      }
      if name.text == "save", position < parts.count - 1 {
        throw Diagnostic(SyntaxFault.savedBeforeEnd, at: words[words.count - 1].end)
      }
      return try stage.build(Arguments(words, of: stage.form))
    }
  }
}
