import Foundation
import Sealing

/// The files that the programs live by: no output of a command takes their place, by whatever path or link.
public struct OwnFiles: Sendable {
  /// Files, whether or not they are there.
  private let files: [String]
  /// Folders, with all that is in them.
  private let folders: [String]
  /// Whatever is called like one of these with a hyphen behind: a database's WAL, its journal, its workers' marks.
  private let stems: [String]

  public static let none = OwnFiles(files: [], folders: [])

  public init(files: [String], folders: [String], database: String? = nil) {
    self.files = files + (database.map { [$0] } ?? [])
    self.folders = folders
    stems = database.map { [$0 + "-"] } ?? []
  }

  /// Whether writing to a path would touch one of them.
  public func hold(_ path: String) -> Bool {
    let place = Self.place(of: path)
    if files.contains(where: { Self.place(of: $0) == place }) { return true }
    if stems.contains(where: { place.hasPrefix(Self.place(of: $0)) }) { return true }
    if folders.contains(where: { place.hasPrefix(Self.place(of: $0) + "/") }) { return true }
    guard let file = FileIdentity(path) else { return false }
    return all.contains { FileIdentity($0) == file }
  }

  /// Every one of them that there is.
  private var all: [String] {
    let companions = stems.flatMap { stem in Self.names(beside: stem).map { stem + $0 } }
    let contents = folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
    }
    return files + companions + contents
  }

  /// What the names that begin with a stem end in.
  private static func names(beside stem: String) -> [String] {
    let (folder, beginning) = ((stem as NSString).deletingLastPathComponent, (stem as NSString).lastPathComponent)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(beginning) }.map { String($0.dropFirst(beginning.count)) }
  }

  /// A path without links and dots in its folder; the last name may be one that is not there yet.
  private static func place(of path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().path
    return (folder as NSString).appendingPathComponent(url.lastPathComponent)
  }
}

extension ProgramContext {
  /// The database, the secrets and the configuration with the files that it names.
  public var ownFiles: OwnFiles {
    let tls = (try? configuration())?.tls
    return OwnFiles(
      files: [namedConfigurationPath ?? locations.defaultConfiguration]
        + (tls.map { [$0.certificate, $0.privateKey, $0.roots] } ?? []),
      folders: [secretsPath], database: try? databasePath)
  }
}
