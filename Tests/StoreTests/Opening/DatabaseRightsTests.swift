import Foundation
import Testing

@testable import Store

@Suite("The rights of a database's files")
struct DatabaseRightsTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("that others have are taken from them at opening", arguments: [0o644, 0o664, 0o666, 0o640])
  func wide(_ rights: Int) throws {
    let database = try TestDatabase.sandbox()
    let holding = try database.open()
    _ = try holding.edit(.openChannels([.app]))
    let files = ["", "-wal", "-shm"].map { database.path + $0 }
    for file in files { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file) }
    _ = try database.open()
    for file in files { #expect(try mode(file) == 0o600) }
    _ = holding
  }

  @Test("being another account's, it is not opened", .enabled(if: geteuid() == 0), arguments: ["", "-wal"])
  func foreign(_ suffix: String) throws {
    let database = try TestDatabase.sandbox()
    let holding = try database.open()
    _ = try holding.edit(.openChannels([.app]))
    #expect(chown(database.path + suffix, 65_534, 65_534) == 0)
    #expect(fault { try database.open() } == "not_service_account")
    #expect(chown(database.path + suffix, geteuid(), getegid()) == 0)
    #expect(fault { try database.open() } == nil)
    _ = holding
  }
}
