import Foundation
import Text

/// Files that commands name.
public enum ScriptFile {
  /// The largest size in bytes; larger files are no scripts and no keys.
  public static let largest = 16 * 1024 * 1024
  /// The largest number of files that name one another in a row: one that names itself ends there.
  static let deepest = 8

  /// The path of a file named in a command, relative to the file with the command.
  public static func path(of word: Word) -> String {
    let origin = word.place.line.file
    guard !word.text.hasPrefix("/"), !SourceName.isInvented(origin) else { return word.text }
    let folder = (origin as NSString).deletingLastPathComponent
    return folder.isEmpty ? word.text : (folder as NSString).appendingPathComponent(word.text)
  }
}

/// A file that could not be read or written.
public enum FileFault: Fault, Equatable {
  case unreadable(String, reason: Int32)
  case tooLarge(String, bytes: Int)
  case unwritable(String, reason: Int32)
  /// The file belongs to the programs themselves.
  case protected(String)

  public var code: String {
    switch self {
    case .unreadable, .tooLarge: "file_unreadable"
    case .unwritable: "file_unwritable"
    case .protected: "file_protected"
    }
  }
  public var kind: FaultKind {
    if case .protected = self { .refused } else { .environment }
  }

  public var message: Bilingual {
    switch self {
    case .unreadable(let path, let reason):
      let why = Self.reason(reason)
      return Bilingual(zh: "无法读取 \(path.shown)：\(why.zh)", en: "Cannot read \(path.shown): \(why.en)")
    case .tooLarge(let path, let bytes):
      return Bilingual(zh: "\(path.shown) 超过 \(bytes) 字节", en: "\(path.shown) is larger than \(bytes) bytes")
    case .unwritable(let path, let reason):
      let why = Self.reason(reason)
      return Bilingual(zh: "无法写入 \(path.shown)：\(why.zh)", en: "Cannot write \(path.shown): \(why.en)")
    case .protected(let path):
      return Bilingual(
        zh: "\(path.shown) 是查卡自己的文件（数据库、密钥或配置），不能写入",
        en: "\(path.shown) belongs to Chaka itself (database, secrets or configuration) and cannot be overwritten")
    }
  }

  private static func reason(_ number: Int32) -> Bilingual {
    switch number {
    case ENOENT, ENOTDIR: Bilingual(zh: "文件不存在", en: "no such file")
    case EACCES, EPERM: Bilingual(zh: "没有权限", en: "permission denied")
    case EISDIR: Bilingual(zh: "是一个目录", en: "is a directory")
    case EROFS: Bilingual(zh: "文件系统只读", en: "the file system is read-only")
    case ENOSPC, EDQUOT: Bilingual(zh: "磁盘已满", en: "the disk is full")
    case EINVAL: Bilingual(zh: "不是普通文件", en: "not a regular file")
    case EEXIST: Bilingual(zh: "正在被另一条命令写入", en: "being written by another command")
    default: Bilingual(zh: "错误号 \(number)", en: "error number \(number)")
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unreadable(let path, _), .tooLarge(let path, _), .unwritable(let path, _), .protected(let path):
      [.init("path", .string(path))]
    }
  }
}

extension FileFault {
  /// The number of the error for a file that is not there.
  static let missing = ENOENT

  /// A fault as the console's side told it; nil for any other.
  public init?(code: String, facts: JSONValue) {
    guard case .string(let path)? = facts["path"] else { return nil }
    let number: Int32? = if case .integer(let number)? = facts["reason"] { Int32(exactly: number) } else { nil }
    switch (code, number) {
    case ("file_protected", _): self = .protected(path)
    case ("file_unreadable", nil): self = .tooLarge(path, bytes: ScriptFile.largest)
    case ("file_unreadable", let number?): self = .unreadable(path, reason: number)
    case ("file_unwritable", let number?): self = .unwritable(path, reason: number)
    default: return nil
    }
  }

  /// The facts that the other side of a connection makes the same fault of.
  public var toldFacts: [JSONValue.Member] {
    switch self {
    case .unreadable(_, let reason), .unwritable(_, let reason): facts + [.init("reason", .integer(Int64(reason)))]
    case .tooLarge, .protected: facts
    }
  }
}
