import Foundation
import Program
import TestFixtures
import Testing

@testable import ConsoleHost

@Suite(.enabled(if: isRoot))
struct OperatorSocketTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "operators.sock") }

  init() throws {
    folder = try TemporaryFolder()
    try #require(chmod(folder.path, 0o755) == 0)
  }

  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(lstat(path, &status) == 0, "\(errno)")
    return status
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test func `it is its group's, and without a group its owner's alone`() throws {
    let open = try OperatorSocket.bind(path, group: "daemon")
    let file = try status(path)
    #expect(file.st_mode == S_IFSOCK | 0o660 && file.st_gid == 1 && file.st_uid == geteuid())
    let closed = try OperatorSocket.bind(folder.path(of: "closed.sock"), group: nil)
    #expect(try status(closed.path).st_mode == S_IFSOCK | 0o600)
    #expect(try names == ["closed.sock", "operators.sock"])
    withExtendedLifetime(open) {}
  }

  @Test func `it is closed when another program is started`() throws {
    let socket = try OperatorSocket.bind(path, group: nil)
    #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
    withExtendedLifetime(socket) {}
  }

  @Test func `a folder that others may write, or that is theirs, is refused`() throws {
    for mode in [0o777, 0o775, 0o757, 0o1777] as [mode_t] {
      try #require(chmod(folder.path, mode) == 0)
      #expect(fault { try OperatorSocket.bind(path, group: nil) } == "socket_unsafe", "\(String(mode, radix: 8))")
    }
    try #require(chmod(folder.path, 0o755) == 0 && chown(folder.path, 1, 1) == 0)
    #expect(fault { try OperatorSocket.bind(path, group: nil) } == "socket_unsafe")
    #expect(try names.isEmpty)
    try #require(chown(folder.path, geteuid(), getegid()) == 0)
    #expect(fault { try OperatorSocket.bind(path, group: nil) } == nil)
  }

  @Test func `a folder above that others may write is refused, unless names in it are their owners'`() throws {
    let inner = folder.path(of: "a/b")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    for place in [inner, folder.path(of: "a")] { try #require(chmod(place, 0o755) == 0) }
    for (mode, code) in [(0o777, "socket_unsafe"), (0o1777, nil), (0o755, nil)] as [(mode_t, String?)] {
      try #require(chmod(folder.path, mode) == 0)
      #expect(fault { try OperatorSocket.bind(inner + "/s", group: nil) } == code, "\(String(mode, radix: 8))")
    }
    try #require(chmod(folder.path, 0o755) == 0)
    // The folder that a link leads to counts, and the link.
    let link = folder.path(of: "link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a/../a/./b")
    #expect(fault { try OperatorSocket.bind(link + "/s", group: nil) } == nil)
    try #require(chmod(inner, 0o777) == 0)
    #expect(fault { try OperatorSocket.bind(link + "/s", group: nil) } == "socket_unsafe")
    try #require(chmod(inner, 0o755) == 0 && chmod(folder.path, 0o1777) == 0 && lchown(link, 1, 1) == 0)
    #expect(fault { try OperatorSocket.bind(link + "/s", group: nil) } == "socket_unsafe")
  }

  @Test func `a folder that somebody else made among everybody's is refused`() throws {
    let theirs = folder.path(of: "theirs")
    try FileManager.default.createDirectory(atPath: theirs, withIntermediateDirectories: true)
    try #require(chmod(theirs, 0o755) == 0 && chown(theirs, 1, 1) == 0)
    #expect(fault { try OperatorSocket.bind(theirs + "/s", group: nil) } == "socket_unsafe")
    #expect(FolderBreach.first(at: theirs, owners: [0], keeper: 1) == nil)
    try #require(chmod(folder.path, 0o1777) == 0)
    #expect(FolderBreach.first(at: theirs, owners: [0], keeper: 1) == .foreign(theirs))
  }

  @Test func `links in a circle lead nowhere`() throws {
    for (from, to) in [("one", "two"), ("two", "one")] {
      try FileManager.default.createSymbolicLink(atPath: folder.path(of: from), withDestinationPath: to)
    }
    let breach = FolderBreach.first(at: folder.path(of: "one"), owners: [0, geteuid()])
    guard case .missing(_, ELOOP) = breach else {
      Issue.record("\(String(describing: breach))")
      return
    }
  }

  @Test func `two services do not listen at one path; what a dead one left is replaced`() throws {
    let first = try OperatorSocket.bind(path, group: nil)
    let inode = try status(path).st_ino
    #expect(throws: SocketFault.inUse(path)) { try OperatorSocket.bind(path, group: nil) }
    #expect(try status(path).st_ino == inode && names == ["operators.sock"])
    first.close()
    #expect(try names.isEmpty)
    // A service that was killed leaves its socket behind.
    do { _ = try Listener(path) }
    #expect(try names == ["operators.sock"])
    let second = try OperatorSocket.bind(path, group: nil)
    #expect(try names == ["operators.sock"])
    withExtendedLifetime(second) {}
  }

  @Test func `of many that begin at once beside a dead one's socket, one gets the place, and keeps it`() async throws {
    for _ in 0..<20 {
      do { _ = try Listener(path) }
      let path = path
      let sockets = await withTaskGroup(of: OperatorSocket?.self) { group in
        for _ in 0..<4 { group.addTask { try? OperatorSocket.bind(path, group: nil) } }
        return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
      }
      #expect(sockets.count == 1)
      #expect(try names == ["operators.sock"])
      #expect(fault { try OperatorSocket.bind(path, group: nil) } == "address_in_use")
      for socket in sockets { socket.close() }
      #expect(try names.isEmpty)
    }
  }

  @Test func `what is no socket stays where it is`() throws {
    try folder.write("important", to: "operators.sock")
    #expect(throws: SocketFault.occupied(path)) { try OperatorSocket.bind(path, group: nil) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "important")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: SocketFault.occupied(path)) { try OperatorSocket.bind(path, group: nil) }
    let link = folder.path(of: "link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path(of: "nothing"))
    #expect(throws: SocketFault.occupied(link)) { try OperatorSocket.bind(link, group: nil) }
    #expect(try names == ["link", "operators.sock"])
  }

  @Test func `a path that is too long, a folder that is missing and a group that is none are refused`() throws {
    let long = folder.path(of: String(repeating: "s", count: 100))
    #expect(throws: SocketFault.tooLong(long)) { try OperatorSocket.bind(long, group: nil) }
    #expect(fault { try OperatorSocket.bind(folder.path(of: "no/s"), group: nil) } == "socket_unsafe")
    #expect(throws: SocketFault.noGroup("no-such-group")) { try OperatorSocket.bind(path, group: "no-such-group") }
    #expect(try names.isEmpty)
  }

  @Test func `the end of a service takes away its own socket only`() throws {
    let first = try OperatorSocket.bind(path, group: nil)
    unlink(path)
    let second = try OperatorSocket.bind(path, group: nil)
    first.close()
    first.close()
    #expect(try names == ["operators.sock"])
    second.close()
    #expect(try names.isEmpty)
  }
}
