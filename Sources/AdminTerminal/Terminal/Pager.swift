import Foundation
import Program

/// Shows texts that do not fit on the screen through `$PAGER`, else `less`, if there is one.
struct Pager {
  var isOn = true
  private let command: String?

  /// Reads `$PAGER`; an empty one means none.
  init(environment: [String: String]) {
    command = environment["PAGER"].map { $0.isEmpty ? nil : $0 } ?? Self.less(environment)
  }

  private static func less(_ environment: [String: String]) -> String? {
    guard environment["TERM"] != "dumb" else { return nil }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/less") } ? "less -R" : nil
  }

  func show(_ text: String, else output: (String) -> Void) {
    guard isOn, let command, let rows = Screen.rows, Self.height(of: text, columns: Screen.columns) >= rows else {
      return output(text)
    }
    if !Self.run(command, text) { output(text) }
  }

  /// The number of lines of a terminal that a text takes, folded ones counted in full.
  static func height(of text: String, columns: Int) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.reduce(0) { $0 + max(1, (Self.visibleWidth($1) + columns - 1) / columns) }
  }

  /// The width of a line without its colours.
  private static func visibleWidth(_ line: Substring) -> Int {
    var isEscape = false
    return line.reduce(0) { width, character in
      if character == "\u{1b}" { isEscape = true }
      defer { if isEscape, character == "m" { isEscape = false } }
      return isEscape ? width : width + displayWidth(character)
    }
  }

  /// Runs the pager and waits for its end. Ctrl-C belongs to the pager meanwhile. False if there is no such program.
  private static func run(_ command: String, _ text: String) -> Bool {
    guard let pipe = popen(command, "w") else { return false }
    _ = text.withCString { fputs($0, pipe) }
    let status = pclose(pipe)
    return (status >> 8) & 0xff != 127
  }
}
