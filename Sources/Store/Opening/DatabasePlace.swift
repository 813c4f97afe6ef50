import Foundation
import Sealing

/// Which database stands at a path, noted beside the secrets: another one of the same secrets, an emptied file, or one that
/// claims to be new does not take its place unnoticed.
///
/// A path counts twice: as it was given, and as the file's own, every link followed. So neither a link that names another
/// file since, nor another name for the same file, leads past the note. A note is sealed under the server secret and says
/// which database stands at which path; it is written as a whole or not at all, and one that is there stays, so that it
/// takes no lock.
struct DatabasePlace: Sendable {
  /// The path, in its one or two spellings.
  private let names: [String]
  private let folder: String
  private let secret: ServerSecret

  init(_ location: StoreLocation, secret: ServerSecret) {
    let (given, own) = (Self.absolute(location.path), Self.resolved(Self.absolute(location.path)))
    names = given == own ? [given] : [given, own]
    folder = location.secrets
    self.secret = secret
  }

  /// The databases that are noted: none where the path is not known, two where its spellings name different ones. Throws
  /// where a note is there and is not ours.
  func noted() throws(SecretFault) -> Set<String> {
    var instances: Set<String> = []
    for name in names {
      if let instance = try instance(at: name) { instances.insert(instance) }
    }
    return instances
  }

  /// Whether nothing says that another database stands here.
  func belongs(to instance: String) throws(SecretFault) -> Bool { try noted().isSubset(of: [instance]) }

  /// Notes a database where nothing is noted yet.
  func note(_ instance: String) throws(SecretFault) {
    for name in names where access(file(of: name), F_OK) != 0 {
      try SecretFile.write(Data(text(of: instance, at: name).utf8), to: file(of: name), replacing: false)
    }
  }

  /// Notes a database whatever was noted before: what an operator decided.
  func replace(with instance: String) throws(SecretFault) {
    for name in names {
      try SecretFile.write(Data(text(of: instance, at: name).utf8), to: file(of: name), replacing: true)
    }
  }

  /// Forgets what stood here: the file is gone, and another one is made.
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

  /// The path stands in it for people, the seal is over both.
  private func text(of instance: String, at name: String) -> String {
    let content = "chaka-database-place 1\n\(name)\n\(instance)"
    return "\(content)\n\(secret.hash(content, for: .databasePlace).hexadecimal)\n"
  }

  private func file(of name: String) -> String {
    "\(folder)/database-at-\(secret.hash(name, for: .databasePlace).prefix(8).hexadecimal)"
  }

  /// One spelling of several that lead the same way.
  private static func absolute(_ path: String) -> String {
    let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// With every link followed as far as the path is there.
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
