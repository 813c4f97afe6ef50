import Foundation

@testable import Sealing

/// A folder of its own for secrets, removed with its owner.
final class SecretsFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/chaka-secrets-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }

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
