import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import Text

/// The candidate of a console in a private file, in case its terminal is lost.
///
/// Each console has a file of its own and holds it locked, so that a file that can be locked belongs to no console.
public final class KeptCandidate {
  private let folder: String
  private let database: String
  private let author: String
  private let session: String
  private var kept: CandidateSnapshot?
  private var file: Int32 = -1

  /// `session` names the console, so that one whose connection breaks finds its candidate again.
  public init(folder: String, database: String, author: String, session: String) {
    self.folder = folder
    self.database = database
    self.author = author
    self.session = session
  }

  private lazy var path = "\(folder)/\(getpid())-\(session).json"

  /// Stores a candidate, or deletes the file if there is nothing to lose. False if the candidate cannot be stored.
  func keep(_ snapshot: CandidateSnapshot?) -> Bool {
    guard snapshot != kept else { return true }
    guard let snapshot else {
      forget()
      return true
    }
    guard write(document(of: snapshot).compact) else { return false }
    kept = snapshot
    return true
  }

  func forget() {
    kept = nil
    guard file >= 0 else { return }
    unlink(path)
    close(file)
    file = -1
  }

  private func document(of snapshot: CandidateSnapshot) -> JSONValue {
    [
      "database": .string(database), "author": .string(author), "base": JSONValue(snapshot.base),
      "baseHash": .string(snapshot.baseHash), "rollout": snapshot.intent.meant.document,
      "seen": snapshot.intent.seen.document, "said": .string(snapshot.intent.scope.text),
    ]
  }

  /// Writes the file, whole or not at all, and locks it before others can see it.
  private func write(_ text: String) -> Bool {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let part = path + ".part"
    let new = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard new >= 0 else { return false }
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { Foundation.write(new, $0.baseAddress, $0.count) }
    guard flock(new, LOCK_EX | LOCK_NB) == 0, count == bytes.count, fsync(new) == 0, rename(part, path) == 0 else {
      close(new)
      unlink(part)
      return false
    }
    if file >= 0 { close(file) }
    file = new
    return true
  }

  deinit { if file >= 0 { close(file) } }
}

extension KeptCandidate {
  /// A candidate that a lost console has left behind. Held until it is dropped from memory.
  final class Leftover {
    let snapshot: CandidateSnapshot
    let keptAt: Date
    private let path: String
    private let file: Int32

    fileprivate init?(path: String, database: String, author: String) {
      file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard file >= 0 else { return nil }
      self.path = path
      var facts = stat()
      guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &facts) == 0, (try? FileRights.putRight(path)) != nil,
        let bytes = FileManager.default.contents(atPath: path), let json = try? JSONValue(utf8: Array(bytes)),
        json["database"] == .string(database), json["author"] == .string(author),
        case .integer(let base)? = json["base"], case .string(let hash)? = json["baseHash"],
        let rollout = json["rollout"].flatMap(Rollout.init(document:)),
        let seen = json["seen"].flatMap(Rollout.init(document:)), case .string(let said)? = json["said"],
        let scope = Scope(text: said)
      else {
        close(file)
        return nil
      }
      snapshot = CandidateSnapshot(
        base: Int(base), baseHash: hash, intent: Intent(seen: seen, meant: rollout, scope: scope))
      keptAt = Date(timeIntervalSince1970: TimeInterval(facts.st_mtim.tv_sec))
    }

    func remove() { unlink(path) }

    deinit { close(file) }
  }

  /// The candidate of a session of this operator whose console is gone; nil if it left none.
  func leftover(of session: String) -> Leftover? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix("-\(session).json") }.compactMap {
      Leftover(path: "\(folder)/\($0)", database: database, author: author)
    }.first
  }

  /// The candidates that lost consoles of this operator on this database have left, the newest first.
  func leftovers() -> [Leftover] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap {
      Leftover(path: "\(folder)/\($0)", database: database, author: author)
    }.sorted { $0.keptAt > $1.keptAt }
  }
}
