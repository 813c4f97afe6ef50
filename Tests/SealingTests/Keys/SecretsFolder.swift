import Foundation
import TestFixtures

@testable import Sealing

/// A place for a folder of secrets, gone with its owner. Nothing is there yet.
final class SecretsFolder: Sendable {
  private let folder: TemporaryFolder
  var path: String { folder.path(of: "secrets") }

  init() throws { folder = try TemporaryFolder() }

  /// The permissions of a file in the folder, or of the folder.
  func mode(_ name: String = "") throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
  }

  func setMode(_ mode: Int, of name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
  }

  func content(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    try setMode(0o600, of: name)
  }
}

/// The fault of a call; nil if it succeeds.
func secretFault(_ work: () throws -> some Any) -> SecretFault? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? SecretFault
  }
}
