import Foundation
import TestFixtures
import Testing

@testable import Registry

/// A copy of the bundled registry in which a test may break something.
final class RegistryCopy {
  private let folder: TemporaryFolder
  var path: String { folder.path(of: "registry") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: #require(Registry.bundledDirectory), toPath: path)
  }

  func replace(_ old: String, with new: String, in file: String) throws {
    let text = try read(file)
    try #require(text.contains(old), "\(file) has no \(old)")
    let range = try #require(text.range(of: old))
    try write(text.replacingCharacters(in: range, with: new), to: file)
  }

  /// The line on which a text first stands, from 1.
  func line(of text: String, in file: String) throws -> Int {
    let whole = try read(file)
    let range = try #require(whole.range(of: text), "\(file) has no \(text)")
    return whole[..<range.lowerBound].count { $0 == "\n" } + 1
  }

  func read(_ file: String) throws -> String { try String(contentsOfFile: "\(path)/Data/\(file)", encoding: .utf8) }

  func write(_ text: String, to file: String) throws {
    try text.write(toFile: "\(path)/Data/\(file)", atomically: true, encoding: .utf8)
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(path)/Data/\(file)") }

  func problems() -> [String] {
    do throws(RegistryFault) {
      _ = try Registry.load(from: path)
      return []
    } catch {
      return error.problems.map { $0.text(in: .en) }
    }
  }
}
