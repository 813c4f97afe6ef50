import Text

/// Reads `--database`: `sqlite:PATH`, a bare path, or `postgresql://...`; `unix:PATH` is a service's socket.
enum DatabaseAddress {
  /// The path of an SQLite file.
  static func path(of address: String) throws(UsageFault) -> String {
    if address.hasPrefix("postgresql:") || address.hasPrefix("postgres:") {
      throw .other(Bilingual(zh: "本程序还不支持 PostgreSQL", en: "PostgreSQL is not supported yet"))
    }
    guard socket(of: address) == nil else {
      throw .other(
        Bilingual(
          zh: "\(address.withoutControls) 是服务的地址，由 chaka-admin 连接；这里需要数据库文件",
          en:
            "\(address.withoutControls) is the address of a service, to which chaka-admin speaks; a database is wanted here"
        ))
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

  /// The path of a service's socket, `unix:PATH`; nil if the address is none.
  static func socket(of address: String) -> String? {
    address.hasPrefix("unix:") ? fromURL(String(address.dropFirst(5))) : nil
  }

  /// The path of a URL: `sqlite:///absolute` is the absolute path, `sqlite:relative` the relative one.
  private static func fromURL(_ rest: String) -> String { rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest }
}
