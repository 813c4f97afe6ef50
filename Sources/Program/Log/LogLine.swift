import Domain
import Text

/// One line of the log.
struct LogLine {
  let at: Moment
  let level: String
  let text: String
  /// In the order of `LogKey`.
  let facts: [(key: LogKey, value: String)]

  /// `2026-11-28T12:00:00.123+08:00 warning disk_full: the disk is full; ... query=Q12 bank=icbc`
  var plain: String {
    let beside = facts.map { " \($0.key.rawValue)=\(Self.plain($0.value))" }.joined()
    return "\(at) \(level) \(text.legible)\(beside)\n"
  }

  /// The same as one JSON object.
  var json: String {
    let members: [JSONValue.Member] = [
      .init("time", JSONValue(at)), .init("level", .string(level)), .init("message", .string(text)),
    ]
    return JSONValue.object(members + facts.map { .init($0.key.rawValue, .string($0.value)) }).compact + "\n"
  }

  /// A value in quotes where a blank would end it.
  private static func plain(_ value: String) -> String {
    let legible = value.legible
    let isPlain = !legible.isEmpty && !legible.contains { $0 == " " || $0 == "\"" || $0 == "=" }
    return isPlain ? legible : JSONValue.string(legible).compact
  }
}
