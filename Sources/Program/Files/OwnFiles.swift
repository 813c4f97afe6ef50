import Foundation
import Sealing
import Settings

/// The files that belong to the programs: no output of a command replaces one, by whatever path or link.
public struct OwnFiles: Sendable {
  /// The paths of files, whether or not they exist.
  private let files: [String]
  /// The paths of folders, with everything in them.
  private let folders: [String]
  /// The paths whose names, with a hyphen and more behind, are protected: a database's WAL, its journal, its workers'
  /// marks.
  private let stems: [String]

  public static let none = OwnFiles(files: [], folders: [])

  public init(files: [String], folders: [String], database: String? = nil) {
    self.files = files + (database.map { [$0] } ?? [])
    self.folders = folders
    stems = database.map { [$0 + "-"] } ?? []
  }

  /// Whether writing to a path would touch one of the files.
  public func hold(_ path: String) -> Bool {
    if let place = Place(path) {
      if files.contains(where: { Place($0) == place }) { return true }
      if stems.contains(where: { Place($0)?.begins(place) ?? false }) { return true }
      if allFolders.contains(where: { FileIdentity($0) == place.folder }) { return true }
    }
    guard let file = FileIdentity(path) else { return false }
    return all.contains { FileIdentity($0) == file }
  }

  /// The identity of a file's place, whatever way its folder is reached: by links, by `..`, or mounted in two places.
  private struct Place: Equatable {
    let folder: FileIdentity
    let name: String

    /// Nil if there is no such folder.
    init?(_ path: String) {
      let (before, name) =
        path.lastIndex(of: "/").map { (path[...$0], path[path.index(after: $0)...]) } ?? ("./", path[...])
      guard let folder = FileIdentity(String(before)) else { return nil }
      self.folder = folder
      self.name = String(name)
    }

    func begins(_ other: Place) -> Bool { folder == other.folder && other.name.hasPrefix(name) }
  }

  /// Every one of the files that exists.
  private var all: [String] {
    let companions = stems.flatMap { stem in Self.names(beside: stem).map { stem + $0 } }
    return files + companions + folders.flatMap(Self.contents)
  }

  /// The folders and all folders in them.
  private var allFolders: [String] {
    folders
      + folders.flatMap(Self.contents).filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
      }
  }

  private static func contents(of folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
  }

  /// The ends of the names that begin with a stem.
  private static func names(beside stem: String) -> [String] {
    let (folder, beginning) = ((stem as NSString).deletingLastPathComponent, (stem as NSString).lastPathComponent)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(beginning) }.map { String($0.dropFirst(beginning.count)) }
  }
}

extension ProgramContext {
  /// The database, the secrets and the configuration with the files that it names at present.
  public var ownFiles: OwnFiles { ownFiles(try? configuration()) }

  /// The same for a configuration that was read already; nil if none can be read.
  public func ownFiles(_ configuration: Configuration?) -> OwnFiles {
    OwnFiles(
      files: [configurationPath] + (configuration?.namedFiles ?? []),
      folders: [secretsPath], database: try? databasePath)
  }
}
