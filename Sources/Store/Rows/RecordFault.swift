import Domain
import Text

/// A row is not as this program wrote it: somebody changed, exchanged or copied the row in the file. The row is not
/// obeyed (rule 11). Names the kind of row and nothing of its content.
public enum RecordFault: Fault, Equatable {
  case altered(RowKind)
  /// The database claims to be older than its seals, and the note beside the secrets says that its rows were sealed.
  case unsealedAgain(String)

  public var code: String {
    switch self {
    case .altered: "record_altered"
    case .unsealedAgain: "database_older"
    }
  }

  public var kind: FaultKind {
    switch self {
    case .altered: .refused
    case .unsealedAgain: .environment
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .altered(let kind): [.init("kind", .string(kind.rawValue))]
    case .unsealedAgain(let path): [.init("path", .string(path))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .altered(let kind):
      Bilingual(
        zh: "\(kind.name.zh)的记录被人绕过本程序改动过，不予采用",
        en: "a record of \(kind.name.en) was altered outside the program and is not used")
    case .unsealedAgain(let path):
      Bilingual(
        zh: "数据库 \(path) 比密钥目录所记录的旧：请换上较新的备份",
        en: "the database \(path) is older than the secrets folder records: put back a newer copy")
    }
  }
}
