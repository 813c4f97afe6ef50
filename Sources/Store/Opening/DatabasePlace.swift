import Foundation
import Sealing

/// The note, beside the secrets, of which database stands at a path: another database of the same secrets, an emptied
/// file, or a database that claims to be new does not take its place unnoticed.
///
/// A path counts twice: as it was given, and with every link followed. So neither a link that names another file since,
/// nor another name for the same file, leads past the note. A note is sealed under the server secret and names the
/// database and the path. Notes need no lock: a note is written as a whole or not at all, and an existing one stays.
struct DatabasePlace: Sendable {
  /// The one or two spellings of the path.
  private let names: [String]
  private let folder: String
  private let secret: ServerSecret

  init(_ location: StoreLocation, secret: ServerSecret) {
    let (given, own) = (Self.absolute(location.path), Self.resolved(Self.absolute(location.path)))
    names = given == own ? [given] : [given, own]
    folder = location.secrets
    self.secret = secret
  }

  /// The instances of the noted databases: empty if the path is not noted, two if its spellings name different ones.
  /// Throws if a note is not ours.
  func noted() throws(SecretFault) -> Set<String> {
    var instances: Set<String> = []
    for name in names {
      if let instance = try instance(at: name) { instances.insert(instance) }
    }
    return instances
  }

  /// Whether no note says that another database stands here.
  func belongs(to instance: String) throws(SecretFault) -> Bool { try noted().isSubset(of: [instance]) }

  /// Notes a database where nothing is noted yet.
  func note(_ instance: String) throws(SecretFault) {
    for name in names where access(file(of: name), F_OK) != 0 {
      try SecretFile.write(Data(text(of: instance, at: name).utf8), to: file(of: name), replacing: false)
    }
  }

  /// Notes a database whatever was noted before, after an operator decided so.
  func replace(with instance: String) throws(SecretFault) {
    for name in names {
      try SecretFile.write(Data(text(of: instance, at: name).utf8), to: file(of: name), replacing: true)
    }
  }

  /// Forgets the noted database: its file is gone, and another one is made.
  func forget() throws(SecretFault) {
    for file in names.map(file(of:)) where unlink(file) != 0 {
      let reason = errno
      guard reason == ENOENT else { throw .notWritten(path: file, reason: reason) }
    }
  }

  private func instance(at name: String) throws(SecretFault) -> String? {
    let file = file(of: name)
    guard access(file, F_OK) == 0 else { return nil }
    let found = String(decoding: try SecretFile.read(file), as: UTF8.self)
    let instance = found.split(separator: "\n").dropLast().last.map(String.init) ?? ""
    guard found == text(of: instance, at: name) else { throw .unusable(path: file) }
    return instance
  }

  /// The text of a note: the path in plain text for people, and the seal over instance and path.
  private func text(of instance: String, at name: String) -> String {
    let content = "chaka-database-place 1\n\(name)\n\(instance)"
    return "\(content)\n\(secret.hash(content, for: .databasePlace).hexadecimal)\n"
  }

  private func file(of name: String) -> String {
    "\(folder)/database-at-\(secret.hash(name, for: .databasePlace).prefix(8).hexadecimal)"
  }

  /// The absolute path, without `.` and doubled slashes.
  private static func absolute(_ path: String) -> String {
    let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// The path with every link followed, as far as the file system has the path.
  private static func resolved(_ path: String) -> String {
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    let parent = (path as NSString).deletingLastPathComponent
    guard parent != path, !parent.isEmpty else { return path }
    return resolved(parent) + "/" + (path as NSString).lastPathComponent
  }
}
