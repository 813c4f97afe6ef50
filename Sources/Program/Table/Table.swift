import Text

/// Rows under bilingual headings: a table for people, CSV for programs.
public struct Table: Sendable {
  /// One column. Its key is the heading in CSV, which is the same in both languages.
  public struct Column: Sendable {
    public enum Alignment: Sendable { case left, right }

    public let key: String
    public let heading: Bilingual
    public let alignment: Alignment

    public init(_ key: String, zh: String, en: String, _ alignment: Alignment = .left) {
      self.key = key
      self.heading = Bilingual(zh: zh, en: en)
      self.alignment = alignment
    }

    public init(_ key: String, _ heading: Bilingual, _ alignment: Alignment = .left) {
      self.key = key
      self.heading = heading
      self.alignment = alignment
    }
  }

  /// One cell: the text for people, its style, and the text in CSV if that differs.
  public struct Cell: Sendable, ExpressibleByStringInterpolation {
    public let text: String
    public let styles: [Paint.Style]
    public let csv: String

    public init(_ text: String, _ styles: Paint.Style..., csv: String? = nil) {
      self.text = text.withoutControls
      self.styles = styles
      self.csv = csv ?? text
    }

    /// A part of another cell.
    init(_ text: String, _ styles: [Paint.Style]) {
      self.text = text
      self.styles = styles
      csv = text
    }

    public init(stringLiteral value: String) { self.init(value) }
  }

  public let columns: [Column]
  public private(set) var rows: [[Cell]] = []
  /// Rows printed below a line, such as totals; not part of CSV.
  public private(set) var footer: [[Cell]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells)
  }

  public mutating func addFooter(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    footer.append(cells)
  }
}
