import Foundation
import Text

/// Files that commands name.
enum ScriptFile {
  /// The largest size in bytes; larger files are no scripts and no keys.
  static let largest = 16 * 1024 * 1024
  /// The largest number of files that name one another in a row: one that names itself ends there.
  static let deepest = 8

  /// The path of a file named in a command, relative to the file with the command.
  static func path(of word: Word) -> String {
    let origin = word.place.line.file
    guard !word.text.hasPrefix("/"), !ScriptSource.isInvented(origin) else { return word.text }
    let folder = (origin as NSString).deletingLastPathComponent
    return folder.isEmpty ? word.text : (folder as NSString).appendingPathComponent(word.text)
  }

  static func bytes(of word: Word) throws -> [UInt8] {
    try Diagnostic.locating(word.place) { try bytes(at: path(of: word)) }
  }

  /// The bytes of a regular file: a command does not wait for a pipe that may never end.
  private static func bytes(at path: String) throws -> [UInt8] {
    let input = try ByteInput(regularFile: path)
    var bytes: [UInt8] = []
    while let more = try input.next() {
      bytes += more
      guard bytes.count <= largest else { throw FileFault.tooLarge(path, bytes: largest) }
    }
    return bytes
  }
}

/// The bytes of a file or of standard input, in pieces as they come.
final class ByteInput {
  private let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  init(path: String, flags: Int32 = 0) throws {
    self.path = path
    descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | flags)
    isOwned = true
    guard descriptor >= 0 else { throw FileFault.unreadable(path, reason: errno) }
  }

  /// Throws `FileFault` for a pipe, a device or a folder, without waiting.
  convenience init(regularFile path: String) throws {
    try self.init(path: path, flags: O_NONBLOCK)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault.unreadable(path, reason: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
  }

  /// Standard input, which stays open.
  init() {
    path = ScriptSource.standardInputName
    descriptor = STDIN_FILENO
    isOwned = false
  }

  deinit { if isOwned { close(descriptor) } }

  /// The bytes that come without a pause, up to the end if there is none; at most as many as a script may have.
  func arrived() throws -> (bytes: [UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while bytes.count <= ScriptFile.largest, poll(&request, 1, Self.longestPause) > 0 {
      guard let more = try next() else { return (bytes, true) }
      bytes += more
    }
    return (bytes, false)
  }

  /// The longest pause in a script that comes through a pipe, in milliseconds.
  private static let longestPause: Int32 = 100

  /// The next bytes; nil at the end.
  func next() throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      guard errno == EINTR else { throw FileFault.unreadable(path, reason: errno) }
    }
  }
}

/// A file that could not be read or written.
enum FileFault: Fault, Equatable {
  case unreadable(String, reason: Int32)
  case tooLarge(String, bytes: Int)
  case unwritable(String, reason: Int32)
  /// The file belongs to the programs themselves.
  case protected(String)

  var code: String {
    switch self {
    case .unreadable, .tooLarge: "file_unreadable"
    case .unwritable: "file_unwritable"
    case .protected: "file_protected"
    }
  }
  var kind: FaultKind {
    if case .protected = self { .refused } else { .environment }
  }

  var message: Bilingual {
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

  var facts: [JSONValue.Member] {
    switch self {
    case .unreadable(let path, _), .tooLarge(let path, _), .unwritable(let path, _), .protected(let path):
      [.init("path", .string(path))]
    }
  }
}
