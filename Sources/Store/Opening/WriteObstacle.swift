import Foundation
import Sealing
import Text

/// What keeps this account from writing the database.
public enum WriteObstacle: Sendable, Equatable {
  /// The file's mode, or the file system's.
  case readOnly
  /// The file belongs to this other account, and its mode keeps this one out.
  case owner(String)
  /// Files cannot be made in the folder.
  case folder
  /// The folder, or one above it, cannot be entered.
  case hidden

  /// The obstacle to a file that this account may not write.
  init(_ status: stat, account: uid_t = geteuid()) {
    self = status.st_uid == account || account == 0 ? .readOnly : .owner(SystemAccount.name(of: status.st_uid))
  }

  func message(_ path: String) -> Bilingual {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return switch self {
    case .readOnly: Bilingual(zh: "数据库 \(path) 只读，无法写入", en: "the database \(path) is read-only")
    case .owner(let name):
      Bilingual(
        zh: "数据库 \(path) 属于账户 \(name)，当前账户 \(SystemAccount.own) 无权写入",
        en: "the database \(path) belongs to the account \(name), and \(SystemAccount.own) may not write it")
    case .folder:
      Bilingual(zh: "数据库所在的目录 \(folder) 不可写", en: "the folder of the database, \(folder), cannot be written")
    case .hidden:
      Bilingual(
        zh: "当前账户 \(SystemAccount.own) 无权进入数据库所在的目录 \(folder)",
        en: "the account \(SystemAccount.own) may not enter the folder of the database, \(folder)")
    }
  }
}
