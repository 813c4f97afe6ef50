import Text

extension ProgramContext {
  /// Prints a command's one result in the format asked for: a JSON document, CSV, or text for people (the table,
  /// where nothing else is given).
  public func show(json: @autoclosure () -> JSONValue, table: @autoclosure () -> Table, text: (() -> String)? = nil) {
    switch format {
    case .json: Output.standard.line(outputIsTerminal ? json().pretty : json().compact)
    case .csv: Output.standard.write(table().csv)
    case .table: Output.standard.write(text?() ?? table().text(language, paint))
    }
  }

  /// Says something to a person beside the result, on standard error.
  public func note(_ message: Bilingual) { Output.error.line(message[language].legible) }
}
