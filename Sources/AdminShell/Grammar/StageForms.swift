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
      "match", [.one(.text)], zh: "只保留含有这段文字的行", en: "keep what contains a text",
      details: Bilingual(
        zh: "不分大小写。表格和 CSV 按行，JSON 按列表元素，帮助、地图等页面按文字行。",
        en:
          "Case does not matter. Keeps rows of tables and CSV, list elements of JSON, and lines of pages such as help."
      ),
      examples: ["show banks | match 工商", "show history | match op1 | csv"]
    ) { .match($0.operands[0].text) },
    StageForm("count", zh: "统计行数", en: "count the rows", examples: ["show banks | match icbc | count"]) { _ in
      .count
    },
    StageForm("json", zh: "以 JSON 输出", en: "print as JSON", examples: ["show gate | json"]) { _ in .json },
    StageForm("csv", zh: "以 CSV 输出", en: "print as CSV", examples: ["show history | csv"]) { _ in .csv },
    StageForm(
      "save", [.one(.file)], zh: "保存到文件，不显示", en: "save to a file instead of printing",
      details: Bilingual(
        zh: "路径相对于所在的脚本文件。写完整后才替换原文件，权限 0600；目录和特殊文件被拒绝。必须是最后一段。",
        en: """
          The path is relative to the script that contains it. The file (mode 0600) is replaced only once it is complete; \
          directories and special files are refused. It must come last.
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
