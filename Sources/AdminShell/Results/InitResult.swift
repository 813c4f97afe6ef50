import Program
import Store
import Text

/// The result of `init`.
public struct InitResult: CommandResult {
  let outcome: Initialisation
  let path: String
  let isSandbox: Bool

  public init(outcome: Initialisation, path: String, isSandbox: Bool) {
    (self.outcome, self.path, self.isSandbox) = (outcome, path, isSandbox)
  }

  private var word: String {
    switch outcome {
    case .made: "made"
    case .madeAnew: "made_anew"
    case .migrated: "migrated"
    case .upToDate: "up_to_date"
    }
  }

  public var json: JSONValue {
    .object([.init("database", .string(path)), .init("sandbox", .bool(isSandbox)), .init("outcome", .string(word))])
  }

  public var table: Table {
    Table(
      [self],
      [
        Field("database", zh: "数据库", en: "database") { .init($0.path) },
        Field("sandbox", zh: "沙箱", en: "sandbox") { .init("\($0.isSandbox)") },
        Field("outcome", zh: "结果", en: "outcome") { .init($0.word) },
      ])
  }

  public func text(_ language: Language, _ paint: Paint) -> String {
    let kind = isSandbox ? Bilingual(zh: "沙箱", en: "sandbox") : Bilingual(zh: "数据库", en: "database")
    let message =
      switch outcome {
      case .made: Bilingual(zh: "已新建\(kind.zh)：\(path)", en: "Created the \(kind.en) \(path)")
      case .madeAnew:
        Bilingual(
          zh: "已新建\(kind.zh)：\(path)（此处原有的数据库已不存在）",
          en: "Created the \(kind.en) \(path); the database that was here before is gone")
      case .migrated(let from, let to):
        Bilingual(
          zh: "\(kind.zh)已从版本 \(from) 升级到 \(to)：\(path)",
          en: "Migrated the \(kind.en) from version \(from) to \(to): \(path)")
      case .upToDate: Bilingual(zh: "\(kind.zh)已是最新：\(path)", en: "The \(kind.en) is up to date: \(path)")
      }
    return paint(message[language], .green) + "\n"
  }
}
