import Program
import Text

/// Prints the replies of commands: results on standard output, all else on standard error.
struct Printer {
  let format: OutputFormat
  let language: Language
  let paint: Paint
  let errorPaint: Paint
  /// Whether a person reads along: edits are confirmed, JSON is indented.
  let isInteractive: Bool
  let output: (String) -> Void
  let error: (String) -> Void

  /// The width of the terminal on which the results are read; nil if there is none.
  var pageColumns: (() -> Int)?
  /// Whether the screen can be drawn anew.
  var canRedraw = false
  /// Shows a text that may be shown page by page; nil for the output itself.
  var page: ((String) -> Void)?
  /// The width in which an error is cut; nil if it is not.
  var errorColumns: (() -> Int)?

  func print(_ reply: Reply, through stages: [Stage] = []) {
    let text = text(of: reply, through: stages, isPainted: true)
    if !text.isEmpty { (page ?? output)(text) }
    printAround(reply)
  }

  /// Prints the parts of a reply beside its answer.
  func printAround(_ reply: Reply) {
    if isInteractive, format == .table, let confirmation = reply.confirmation {
      output(paint(confirmation[language], .dim) + "\n")
    }
    notes(reply.notes)
  }

  /// The answer in the form in which it is printed or saved; empty if there is none.
  func text(of reply: Reply, through stages: [Stage], isPainted: Bool = false) -> String {
    guard let result = reply.result ?? (stages.isEmpty ? nil : SilentResult()) else { return "" }
    let piped = PipedResult(result, through: stages, format: format, language: language)
    guard !(piped.result is SilentResult) else { return "" }
    return Program.$pageColumns.withValue(isPainted ? pageColumns?() : nil) {
      piped.text(isPainted ? paint : Paint(isOn: false), isIndented: isInteractive)
    }
  }

  /// Whether notes are printed. Programs that asked for JSON read standard error as one document, so notes are for
  /// people.
  var tellsNotes: Bool { format != .json || isInteractive }

  func notes(_ notes: [Bilingual]) {
    guard tellsNotes else { return }
    for note in notes {
      let label = errorPaint(Bilingual(zh: "注意：", en: "note: ")[language], .yellow)
      error(label + note[language].withoutControls + "\n")
    }
  }

  static let dropped = Bilingual(zh: "候选版本中未提交的改动已放弃", en: "Uncommitted changes of the candidate are discarded")

  func print(_ diagnostic: Diagnostic, dropsChanges: Bool) {
    guard format != .json else {
      return error(Self.document(of: diagnostic, dropsChanges: dropsChanges).compact + "\n")
    }
    error(
      diagnostic.text(
        language, errorPaint, inScript: !isInteractive, columns: errorColumns?()) + "\n")
    if dropsChanges { notes([Self.dropped]) }
  }

  /// The fault as one document, so that a program can read standard error as a whole.
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
