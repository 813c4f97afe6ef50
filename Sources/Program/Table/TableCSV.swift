extension Table {
  /// The table in CSV (RFC 4180), with one header line of the keys. Text that a spreadsheet would take for a formula
  /// gets a leading apostrophe; numbers stay numbers.
  public var csv: String {
    ([columns.map(\.key)] + rows.map { $0.map { Self.safe($0.csv) } })
      .map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }
      .joined()
  }

  private static func safe(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil else {
      return text
    }
    return "'" + text
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
