import Program

/// Values over revisions as bars of block characters, fitted to a width: each column shows the latest value of its
/// part.
struct StepChart {
  struct Line: Equatable {
    /// The label beside the top, the highest value; 0 stands beside the bottom.
    let label: String
    let bars: String
  }

  let lines: [Line]
  private static let height = 3
  private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// `values` has no negative ones.
  init(_ values: [Int], columns: Int) {
    let most = values.max() ?? 0
    let labels = ["\(most)"] + Array(repeating: "", count: Self.height - 2) + ["0"]
    let margin = "\(most)".count
    let width = max(1, columns - margin - 1)
    let shown = (0..<width).map { values[Self.position(of: $0, width: width, count: values.count)] }
    lines = labels.enumerated().map { row, label in
      let bars = shown.map { Self.block($0, of: most, row: Self.height - 1 - row) }
      return Line(label: label.paddedInFront(to: margin), bars: String(bars))
    }
  }

  /// The position of the value for a column: few values are spread over the width, of many the last one of each part is
  /// shown.
  private static func position(of column: Int, width: Int, count: Int) -> Int {
    count < width ? column * count / width : (column + 1) * count / width - 1
  }

  /// The block of a value in a row, counted from the bottom; a value that is not 0 shows at least a little.
  private static func block(_ value: Int, of most: Int, row: Int) -> Character {
    guard value > 0, most > 0 else { return blocks[0] }
    let steps = max(1, Int((Double(value) / Double(most) * Double(height * 8)).rounded()))
    return blocks[min(8, max(0, steps - row * 8))]
  }
}
