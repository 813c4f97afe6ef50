import Text

extension Table {
  /// The table for people: headings, a rule, the rows, aligned by display width. Ends with a line break unless it is
  /// empty.
  ///
  /// On a page that is too narrow (`Program.pageColumns`) long cells are folded within their columns; if that does not
  /// help each row becomes a list of its cells.
  public func text(_ language: Language, _ paint: Paint = Paint(isOn: false)) -> String {
    let head = MeasuredRow(columns.map { Cell($0.heading[language], .bold) })
    let body = rows.map(MeasuredRow.init)
    let foot = footer.map(MeasuredRow.init)
    let widths = columns.indices.map { column in
      (body + foot).reduce(head.widths[column]) { max($0, $1.widths[column]) }
    }
    guard let page = Program.pageColumns, Self.total(widths) > page else {
      return text([head], body, foot, widths, paint)
    }
    guard let fitting = Self.fitting(widths, page) else { return list(head, body + foot, page, paint) }
    return text(
      head.folded(to: fitting), body.flatMap { $0.folded(to: fitting) }, foot.flatMap { $0.folded(to: fitting) },
      fitting, paint)
  }

  private func text(
    _ head: [MeasuredRow], _ body: [MeasuredRow], _ foot: [MeasuredRow], _ widths: [Int], _ paint: Paint
  ) -> String {
    let rule = paint(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), .dim) + "\n"
    var text = ""
    for row in head { write(row, widths, paint, to: &text) }
    text += rule
    for row in body { write(row, widths, paint, to: &text) }
    if !foot.isEmpty { text += rule }
    for row in foot { write(row, widths, paint, to: &text) }
    return text
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

/// Tables on a narrow page.
extension Table {
  /// The width below which a column of long texts is not narrowed.
  private static let narrowest = 16

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  /// Narrower columns that fit the page, the widest narrowed first; nil if there is no room.
  private static func fitting(_ widths: [Int], _ page: Int) -> [Int]? {
    var widths = widths
    while total(widths) > page {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest else {
        return nil
      }
      widths[widest] -= 1
    }
    return widths
  }

  /// Each row as its cells under one another, with their headings; the empty ones are left out.
  private func list(_ head: MeasuredRow, _ rows: [MeasuredRow], _ page: Int, _ paint: Paint) -> String {
    let margin = min(head.widths.max() ?? 0, page / 2 - 2) + 2
    return rows.map { row in
      columns.indices.filter { !row.cells[$0].text.isEmpty }.map { column in
        let heading = paint.apply(head.cells[column].styles, to: head.cells[column].text)
        let room = margin - head.widths[column]
        let parts = row.cells[column].folded(to: page - margin).map { paint.apply($0.styles, to: $0.text) + "\n" }
        let value = parts.joined(separator: String(repeating: " ", count: margin))
        // A long heading has a line of its own.
        return heading + (room < 2 ? "\n" : "") + String(repeating: " ", count: room < 2 ? margin : room) + value
      }.joined()
    }.joined(separator: "\n")
  }
}

/// Cells with their widths, which cost more than all else to compute and are needed twice.
private struct MeasuredRow {
  let cells: [Table.Cell]
  let widths: [Int]

  init(_ cells: [Table.Cell]) {
    self.cells = cells
    widths = cells.map { displayWidth($0.text) }
  }

  /// The row as several, as many as its longest cell needs.
  func folded(to limits: [Int]) -> [MeasuredRow] {
    let parts = cells.indices.map { widths[$0] > limits[$0] ? cells[$0].folded(to: limits[$0]) : [cells[$0]] }
    let height = parts.map(\.count).max() ?? 0
    return (0..<height).map { line in MeasuredRow(parts.map { line < $0.count ? $0[line] : "" }) }
  }
}

extension Table.Cell {
  /// The cell as several, folded between words, and within a word that is longer than the limit.
  fileprivate func folded(to limit: Int) -> [Table.Cell] {
    wrapped(text, to: limit).flatMap { line in line.cut(to: limit) }.map { Table.Cell($0, styles) }
  }
}

extension String {
  fileprivate func cut(to limit: Int) -> [String] {
    guard displayWidth(self) > limit else { return [self] }
    var (parts, part, width) = ([String](), "", 0)
    for character in self {
      let wanted = displayWidth(character)
      if width + wanted > limit {
        parts.append(part)
        (part, width) = ("", 0)
      }
      part.append(character)
      width += wanted
    }
    return parts + [part]
  }
}
