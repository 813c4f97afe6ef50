import AdminTerminal
import ConsoleHost
import Foundation
import TestFixtures
import Testing

/// The client's look at a service's socket.
@Suite(.enabled(if: isRoot))
struct ServiceSocketTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "operators.sock") }

  init() throws {
    folder = try TemporaryFolder()
    try #require(chmod(folder.path, 0o755) == 0)
  }

  private func connect(_ path: String) throws { close(try ServiceSocket.connect(path, within: .milliseconds(200))) }

  /// A folder in the folder, which is root's.
  private func made(_ name: String) throws -> String {
    let path = folder.path(of: name)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try #require(chmod(path, 0o755) == 0)
    return path
  }

  private func code(_ path: String) -> String? { fault { try connect(path) } }

  @Test func `a service that owns socket and folder is spoken to, and so is one that root listens for`() throws {
    let run = try made("run")
    let listener = try Listener(run + "/operators.sock")
    #expect(code(run + "/operators.sock") == nil)
    // As systemd does: root listens, and folder and socket are the service's.
    try #require(chown(run + "/operators.sock", 1, 1) == 0 && chown(run, 1, 1) == 0)
    #expect(code(run + "/operators.sock") == nil)
    withExtendedLifetime(listener) {}
  }

  @Test func `no socket, nobody who listens and a queue that does not move are all the same`() throws {
    #expect(code(path) == "service_unreachable")
    #expect(code(folder.path(of: "no/operators.sock")) == "service_unreachable")
    do { _ = try Listener(path) }
    #expect(throws: ServiceSocketFault.unreachable(path, number: ECONNREFUSED)) { try connect(path) }
    unlink(path)
    let busy = try Listener(path, backlog: 0)
    let first = try ServiceSocket.connect(path)
    defer { close(first) }
    let start = ContinuousClock.now
    #expect(throws: ServiceSocketFault.unreachable(path, number: EAGAIN)) { try connect(path) }
    #expect(ContinuousClock.now - start >= .milliseconds(150))
    withExtendedLifetime(busy) {}
  }

  @Test func `a folder that others may write, or made among everybody's, is not trusted`() throws {
    let listener = try Listener(path)
    for mode in [0o777, 0o1777, 0o775] as [mode_t] {
      try #require(chmod(folder.path, mode) == 0)
      #expect(code(path) == "service_untrusted")
    }
    let theirs = folder.path(of: "theirs")
    try FileManager.default.createDirectory(atPath: theirs, withIntermediateDirectories: true)
    let other = try Listener(theirs + "/operators.sock")
    for place in [theirs, theirs + "/operators.sock"] { try #require(chown(place, 1, 1) == 0) }
    try #require(chmod(theirs, 0o755) == 0 && chmod(folder.path, 0o1777) == 0)
    #expect(code(theirs + "/operators.sock") == "service_untrusted")
    try #require(chmod(folder.path, 0o755) == 0)
    #expect(code(theirs + "/operators.sock") == nil)
    withExtendedLifetime((listener, other)) {}
  }

  @Test func `what is no socket, or a link to one, is not trusted`() throws {
    try folder.write("", to: "file")
    #expect(throws: ServiceSocketFault.untrusted(folder.path(of: "file"), .noSocket)) {
      try connect(folder.path(of: "file"))
    }
    let listener = try Listener(path)
    let link = folder.path(of: "link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(throws: ServiceSocketFault.untrusted(link, .noSocket)) { try connect(link) }
    withExtendedLifetime(listener) {}
  }

  @Test func `whoever listens without owning the socket is not the service`() async throws {
    let listener = try Workshop.made.get().listener
    let run = try made("run")
    let place = run + "/theirs.sock"
    try #require(chown(run, 1, 1) == 0)
    // The account 1 listens, and the file is given to 5 afterwards.
    async let ended = Command(Command.under(1, group: 1) + [listener, place]).ended()
    while !FileManager.default.fileExists(atPath: place) { try await Task.sleep(for: .milliseconds(2)) }
    #expect(code(place) == nil)
    try #require(chown(run, 5, 5) == 0 && chown(place, 5, 5) == 0)
    #expect(throws: ServiceSocketFault.untrusted(place, .peer)) { try connect(place) }
    _ = try await ended
  }

  @Test func `who is not in the socket's group is told its name`() async throws {
    let socket = try OperatorSocket.bind(path, group: "daemon")
    let told = try await Command(Command.under(5, group: 60) + [Workshop.made.get().client, path]).ended().output
    #expect(told == "refused by the kernel: EACCES")
    let refused = ServiceSocketFault.notInGroup(path, account: "games", group: "daemon")
    #expect(refused.code == "not_in_group" && refused.message.en.contains("group daemon"))
    withExtendedLifetime(socket) {}
  }
}
