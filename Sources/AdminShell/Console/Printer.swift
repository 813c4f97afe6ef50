import Domain
import Program

/// Prints what commands come to: results on standard output, all else on standard error.
struct Printer {
  let format: OutputFormat
  let language: Language
  let paint: Paint
  let errorPaint: Paint
  /// A person is reading along: edits are confirmed, JSON is indented.
  let isInteractive: Bool
  var output: (String) -> Void = { Output.standard.write($0) }
  var error: (String) -> Void = { Output.error.write($0) }

  func print(_ reply: Reply) {
    if let answer = reply.answer { print(answer) }
    if isInteractive, format == .table, let confirmation = reply.confirmation {
      output(paint(confirmation[language], .dim) + "\n")
    }
    notes(reply.notes)
  }

  private func print(_ answer: any Answer) {
    switch format {
    case .json: output((isInteractive ? answer.json.pretty : answer.json.compact) + "\n")
    case .csv: output(answer.table.csv)
    case .table: output(answer.text(language, paint))
    }
  }

  /// Programs that asked for JSON read standard error as one document, so notes are for people.
  var tellsNotes: Bool { format != .json || isInteractive }

  func notes(_ notes: [Bilingual]) {
    guard tellsNotes else { return }
    for note in notes {
      let label = errorPaint(Bilingual(zh: "注意：", en: "note: ")[language], .yellow)
      error(label + note[language].withoutControls + "\n")
    }
  }

  static let dropped = Bilingual(zh: "候选版本中未提交的改动已放弃", en: "the candidate's changes were not committed and are dropped")

  func print(_ diagnostic: Diagnostic, dropsChanges: Bool) {
    guard format != .json else {
      return error(Self.document(of: diagnostic, dropsChanges: dropsChanges).compact + "\n")
    }
    error(diagnostic.text(language, errorPaint, inScript: !isInteractive) + "\n")
    if dropsChanges { notes([Self.dropped]) }
  }

  /// One document, so that a program can read standard error as a whole.
  private static func document(of fault: Diagnostic, dropsChanges: Bool) -> JSONValue {
    let facts = fault.facts + (dropsChanges ? [.init("changesDropped", true)] : [])
    return .object([
      .init(
        "error",
        .object([
          .init("code", .string(fault.code)), .init("message", .string(fault.message.chosen)),
          .init("facts", .object(facts)),
        ]))
    ])
  }
}
