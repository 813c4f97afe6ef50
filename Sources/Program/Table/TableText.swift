import Domain

extension Table {
  /// For people: headings, a rule, the rows, aligned by display width. Ends with a line break unless it is empty.
  public func text(_ language: Language, _ paint: Paint = Paint(isOn: false)) -> String {
    let headings = columns.map { Cell($0.heading[language], .bold) }
    let widths = columns.indices.map { column in
      ([headings] + rows + footer).map { displayWidth($0[column].text) }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let body = rows.map { line($0, widths, paint) }
    let tail = footer.isEmpty ? [] : [paint(rule, .dim)] + footer.map { line($0, widths, paint) }
    return ([line(headings, widths, paint), paint(rule, .dim)] + body + tail).map { $0 + "\n" }.joined()
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ paint: Paint) -> String {
    let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
    return cells.indices.prefix(last + 1).map { column in
      let cell = cells[column]
      let painted = paint.apply(cell.styles, to: cell.text)
      let blanks = String(repeating: " ", count: widths[column] - displayWidth(cell.text))
      switch columns[column].alignment {
      case .right: return blanks + painted
      case .left: return column == last ? painted : painted + blanks
      }
    }.joined(separator: "  ")
  }
}
