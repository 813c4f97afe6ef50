import Text

extension ProgramContext {
  /// Prints a command's one result in the requested format: a JSON document, CSV, or text for people (the table, if
  /// there is no other text).
  public func show(json: @autoclosure () -> JSONValue, table: @autoclosure () -> Table, text: (() -> String)? = nil) {
    switch format {
    case .json: Output.standard.line(outputIsTerminal ? json().pretty : json().compact)
    case .csv: Output.standard.write(table().csv)
    case .table: Output.standard.write(text?() ?? table().text(language, paint))
    }
  }

  /// Prints a note for people beside the result, on standard error.
  public func note(_ message: Bilingual) { Output.error.line(message[language].legible) }
}
