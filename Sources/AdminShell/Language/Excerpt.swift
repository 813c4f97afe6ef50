import Program
import Text

/// A line of a script with a caret under one of its characters, right also under double-width ones.
public struct Excerpt: Sendable, Equatable {
  public let line: String
  public let caret: String

  /// The largest width; of a longer line only the part around the caret is shown.
  public static let widest = 120

  public init(_ place: Place, columns: Int = widest) {
    // A cut is marked at either end.
    let widest = min(Self.widest, columns - 2)
    let scalars = place.line.scalars
    let position = min(place.column - 1, scalars.count)
    let before = Self.clipped(scalars[..<position].reversed(), to: widest * 2 / 3)
    let used = before.columns
    let after = Self.clipped(scalars[position...], to: widest - used)
    line = (before.isCut ? "…" : "") + String(before.text.reversed()) + after.text + (after.isCut ? "…" : "")
    caret = String(repeating: " ", count: used + (before.isCut ? 1 : 0)) + "^"
  }

  /// The characters that fit, with controls and tabs replaced, so that the caret stays at its place.
  private static func clipped(
    _ scalars: some Sequence<Unicode.Scalar>, to columns: Int
  ) -> (text: String, columns: Int, isCut: Bool) {
    var text = ""
    var used = 0
    for scalar in scalars {
      let shown = Character(scalar == "\t" ? " " : scalar.isHidden ? "\u{FFFD}" : scalar)
      let width = displayWidth(shown)
      guard used + width <= columns else { return (text, used, true) }
      text.append(shown)
      used += width
    }
    return (text, used, false)
  }
}
