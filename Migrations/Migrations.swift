import Foundation

/// A numbered step of the schema. Steps only ever go forward.
public struct Migration: Sendable {
  /// From 1, without gaps.
  public let number: Int
  /// What the file is called after its number.
  public let name: String
  public let sql: String
}

/// The engines a schema is written for.
public enum SQLDialect: String, Sendable {
  case sqlite
}

extension Migration {
  /// All steps for an engine in their order, read from the files beside the program.
  public static func all(for dialect: SQLDialect) throws -> [Migration] {
    let folder = try bundledDirectory().appendingPathComponent(dialect.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }
      .sorted()
      .map { try read($0, in: folder) }
  }

  private static func read(_ file: String, in folder: URL) throws -> Migration {
    let parts = file.dropLast(4).split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]) else { throw CocoaError(.fileReadCorruptFile) }
    let sql = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    return Migration(number: number, name: String(parts[1]), sql: sql)
  }

  /// The resources beside the real executable when the program is installed, else those of the build.
  private static func bundledDirectory() throws -> URL {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = executable.deletingLastPathComponent().appendingPathComponent("chaka_Migrations.resources")
    return FileManager.default.fileExists(atPath: beside.path)
      ? beside : Bundle.module.resourceURL ?? Bundle.module.bundleURL
  }
}
