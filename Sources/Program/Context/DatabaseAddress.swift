import Text

/// Reads `--database`: `sqlite:PATH`, a bare path, or `postgresql://...`.
enum DatabaseAddress {
  /// The path of an SQLite file.
  static func path(of address: String) throws(UsageFault) -> String {
    if address.hasPrefix("postgresql:") || address.hasPrefix("postgres:") {
      throw .other(Bilingual(zh: "本程序还不支持 PostgreSQL", en: "PostgreSQL is not supported yet"))
    }
    if !address.hasPrefix("sqlite:"), address.contains("://") {
      throw .invalidValue("\(address.prefix { $0 != ":" })://", option: "--database", allowed: [])
    }
    let path = address.hasPrefix("sqlite:") ? fromURL(String(address.dropFirst(7))) : address
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .invalidValue(address.withoutControls, option: "--database", allowed: [])
    }
    return path
  }

  /// The path of a URL: `sqlite:///absolute` is the absolute path, `sqlite:relative` the relative one.
  private static func fromURL(_ rest: String) -> String { rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest }
}
