/// The text by which Prometheus reads measures (its "Text-based format", version 0.0.4).
public enum Exposition {
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  public static func text(_ families: [Family]) -> String {
    families.map { family in
      let head = "# HELP \(family.name) \(escaped(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
      return head + family.samples.map { line(family.name, $0) }.joined()
    }.joined()
  }

  private static func line(_ name: String, _ sample: Family.Sample) -> String {
    let labels = sample.labels.map { "\($0.name)=\"\(quoted($0.value))\"" }.joined(separator: ",")
    return "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(number(sample.value))\n"
  }

  /// A whole number without a point; any other by its shortest form.
  static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return "\(whole)" }
    return value.isNaN ? "NaN" : value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : "\(value)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func quoted(_ text: String) -> String { escaped(text).replacing("\"", with: "\\\"") }
}
