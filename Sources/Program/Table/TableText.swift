import Domain

extension Table {
  /// For people: headings, a rule, the rows, aligned by display width. Ends with a line break unless it is empty.
  public func text(_ language: Language, _ paint: Paint = Paint(isOn: false)) -> String {
    let head = MeasuredRow(columns.map { Cell($0.heading[language], .bold) })
    let body = rows.map(MeasuredRow.init)
    let foot = footer.map(MeasuredRow.init)
    let widths = columns.indices.map { column in
      (body + foot).reduce(head.widths[column]) { max($0, $1.widths[column]) }
    }
    let rule = paint(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), .dim) + "\n"
    var text = ""
    write(head, widths, paint, to: &text)
    text += rule
    for row in body { write(row, widths, paint, to: &text) }
    if !foot.isEmpty { text += rule }
    for row in foot { write(row, widths, paint, to: &text) }
    return text
  }

  /// Cells with their widths, which cost more than all else and are wanted twice.
  private struct MeasuredRow {
    let cells: [Cell]
    let widths: [Int]

    init(_ cells: [Cell]) {
      self.cells = cells
      widths = cells.map { displayWidth($0.text) }
    }
  }

  private func write(_ row: MeasuredRow, _ widths: [Int], _ paint: Paint, to text: inout String) {
    let last = row.cells.lastIndex { !$0.text.isEmpty } ?? 0
    for column in columns.indices.prefix(last + 1) {
      let blanks = widths[column] - row.widths[column]
      let isRight = columns[column].alignment == .right
      if column > 0 { text += "  " }
      if isRight { text.append(contentsOf: repeatElement(" ", count: blanks)) }
      text += paint.apply(row.cells[column].styles, to: row.cells[column].text)
      if !isRight, column < last { text.append(contentsOf: repeatElement(" ", count: blanks)) }
    }
    text += "\n"
  }
}
