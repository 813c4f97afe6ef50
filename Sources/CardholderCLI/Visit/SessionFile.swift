import Foundation
import Sealing
import Text

/// The file that keeps a session's token; only its owner reads it (docs/contract.md, "chaka").
struct SessionFile: Sendable {
  let path: String

  /// The session's token; nil if nobody is signed in. A file that others may read is closed to them; one of another
  /// account is refused.
  var token: String? {
    get throws(RightsFault) {
      try FileRights.putRight(path)
      return kept
    }
  }

  private var kept: String? {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 4_096,
      let value = JSONValue(json: String(decoding: data, as: UTF8.self)), let token = value.text("token")
    else { return nil }
    return token
  }

  /// Stores a token in place of the earlier one, as a whole or not at all.
  func keep(_ token: String) throws(SessionFault) {
    Self.makeFolder(of: path)
    let text = JSONValue.object([.init("token", .string(token))]).compact + "\n"
    do { try WholeFile.write(Data(text.utf8), to: path) } catch { throw SessionFault(path: path) }
  }

  func forget() { unlink(path) }

  static func makeFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }
}

/// A session could not be stored.
struct SessionFault: Fault, Equatable {
  let path: String

  var code: String { "session_unwritable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("path", .string(path))] }
  var message: Bilingual {
    Bilingual(zh: "无法把登录状态保存到 \(path)", en: "cannot keep you signed in: \(path) cannot be written")
  }
}
