import Domain
import Foundation
import Testing

@testable import Sealing

@Suite("The rights of a file")
struct FileRightsTests {
  private let folder: SecretsFolder
  private static let wide = [0o604, 0o602, 0o601, 0o640, 0o620, 0o610, 0o666, 0o777]

  init() throws { folder = try SecretsFolder() }

  private var path: String { folder.path + "/thing" }

  private func rightsFault(_ work: () throws -> Void) -> RightsFault? {
    do {
      try work()
      return nil
    } catch {
      return error as? RightsFault
    }
  }

  @Test("that others have are taken from them where it is ours to write", arguments: wide)
  func putRight(_ mode: Int) throws {
    try folder.write("x", to: "thing")
    try folder.setMode(mode, of: "thing")
    #expect(rightsFault { try FileRights.putRight(path) } == nil)
    #expect(try folder.mode("thing") == mode & 0o700)
  }

  @Test("that others have are refused where somebody may have read it", arguments: wide)
  func required(_ mode: Int) throws {
    try folder.write("x", to: "thing")
    #expect(rightsFault { try FileRights.require(path) } == nil)
    try folder.setMode(mode, of: "thing")
    #expect(rightsFault { try FileRights.require(path) } == .wide(path))
    #expect(try folder.mode("thing") == mode)
  }

  @Test("of one that is not there are nobody's")
  func missing() {
    #expect(rightsFault { try FileRights.putRight(path) } == nil)
    #expect(rightsFault { try FileRights.require(path) } == nil)
  }

  @Test("of what says whom to trust: a file that others can change is not used, one that they read is")
  func changeable() throws {
    try folder.write("x", to: "thing")
    for mode in [0o664, 0o646, 0o622, 0o602] {
      try folder.setMode(mode, of: "thing")
      #expect(rightsFault { try FileRights.requireUnchangeable(path) } == .changeable(path), "\(mode)")
    }
    for mode in [0o644, 0o600, 0o444] {
      try folder.setMode(mode, of: "thing")
      #expect(rightsFault { try FileRights.requireUnchangeable(path) } == nil, "\(mode)")
    }
  }

  @Test("of what says whom to trust: another account's is not used", .enabled(if: geteuid() == 0))
  func changeableByItsOwner() throws {
    try folder.write("x", to: "thing")
    try folder.setMode(0o644, of: "thing")
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(rightsFault { try FileRights.requireUnchangeable(path) } == .foreign(path))
  }

  @Test("are another account's: neither used nor changed", .enabled(if: geteuid() == 0))
  func foreign() throws {
    try folder.write("x", to: "thing")
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(rightsFault { try FileRights.putRight(path) } == .foreign(path))
    #expect(rightsFault { try FileRights.require(path) } == .foreign(path))
    #expect(secretFault { try SecretFile.read(path) } == .unusable(path: path))
  }

  @Test("of the secrets' folders are taken from others when they are used", arguments: [0o755, 0o770, 0o707, 0o711])
  func folders(_ mode: Int) throws {
    _ = try ServerSecret.loadOrMake(in: folder.path, sandbox: true)
    _ = try DayKeys(secrets: folder.path, instance: "0123456789")
    try folder.setMode(mode, of: "")
    try folder.setMode(mode, of: "day-keys-01234567")
    _ = try ServerSecret.load(from: folder.path)
    _ = try DayKeys(secrets: folder.path, instance: "0123456789")
    #expect(try folder.mode() == 0o700 && folder.mode("day-keys-01234567") == 0o700)
  }

  @Test("of the secrets' folder being another account's, nothing in it is used", .enabled(if: geteuid() == 0))
  func foreignFolder() throws {
    _ = try ServerSecret.loadOrMake(in: folder.path, sandbox: true)
    #expect(chown(folder.path, 65_534, 65_534) == 0)
    #expect(secretFault { try ServerSecret.load(from: folder.path) } == .unusable(path: folder.path))
    #expect(chown(folder.path, geteuid(), getegid()) == 0)
  }

  private static let secrets = ["server.secret", "network.keys", "day-keys-01234567/2022-06-09"]

  @Test("of every secret are its owner's alone, or it is refused", arguments: secrets)
  func everySecret(_ name: String) throws {
    let now = CalendarDay(number: 19_152).start
    let secret = try ServerSecret.loadOrMake(in: folder.path, sandbox: true)
    try NetworkKeys(secrets: folder.path, instance: "0123456789", secret: secret).makeFirst(now: now)
    let use = { () throws -> Void in
      _ = try ServerSecret.load(from: folder.path)
      let keys = try DayKeys(secrets: folder.path, instance: "0123456789")
      try keys.prepare(today: now.day)
      _ = try keys.sealer(of: now.day, now: now)
      _ = try NetworkKeys(secrets: folder.path, instance: "0123456789", secret: secret).signing(now: now)
    }
    #expect(secretFault(use) == nil)
    try folder.setMode(0o640, of: name)
    #expect(secretFault(use) == .unusable(path: folder.path + "/" + name))
  }

  @Test("of a pipe are not waited for", .timeLimit(.minutes(1)))
  func pipe() throws {
    try folder.write("x", to: "thing")
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(secretFault { try SecretFile.read(folder.path + "/pipe") }?.code == "secret_unusable")
  }
}
