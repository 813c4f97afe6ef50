import Text

/// What is said of a database that is not the latest by the secrets folder: on opening, and by `audit verify`.
public enum OlderDatabase {
  /// By the time of the latest write that is recorded there.
  public static func message(noted: Moment, found: Moment) -> Bilingual {
    older(
      Bilingual(
        zh: "最近一次写入应不早于 \(noted)，而它只到 \(found)", en: "the latest write was at \(noted), and it ends at \(found)"))
  }

  /// By the last numbers of people, queries and refusals that are recorded there.
  public static let missingPeople = older(
    Bilingual(zh: "缺少最近的注册、查询或未受理的申请", en: "the latest registrations, queries or refusals are missing"))

  public static let headUnreadable = Bilingual(
    zh: "密钥目录中的审计链头缺失或签名无效", en: "the audit head in the secrets folder is missing or its signature is invalid")

  private static func older(_ why: Bilingual) -> Bilingual {
    Bilingual(
      zh: "数据库比密钥目录所记录的旧（\(why.zh)）", en: "the database is older than the secrets folder records (\(why.en))")
  }
}
