import ConsoleHost
import Foundation
import Synchronization
import Testing

struct OperatorGroupTests {
  /// A clock that stands still until it is told.
  private final class Hands: Sendable {
    let moment = Mutex(ContinuousClock.now)
    func pass(_ span: Duration) { moment.withLock { $0 += span } }
  }

  private let hands = Hands()

  private func wang(_ system: StandIn, _ group: String? = "operators") throws -> PeerIdentity {
    system.book.withLock { $0.credentials = PeerCredentials(process: getpid(), account: 1) }
    var pair: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    defer { for descriptor in pair { close(descriptor) } }
    let members = OperatorGroup(group, system: system) { [hands] in hands.moment.withLock(\.self) }
    return try PeerIdentity(ofSocket: pair[0], group: members, system: system)
  }

  @Test func `an account is a member by its own group, or because it is listed`() throws {
    #expect(try wang(StandIn()).account == "wang")
    let listed = StandIn { book in
      book.groups["operators"] = 7
      book.members[7] = ["wang"]
    }
    #expect(try wang(listed).account == "wang")
    #expect(throws: PeerFault.notInGroup(account: "wang", group: "operators")) {
      try wang(StandIn { $0.groups["operators"] = 7 })
    }
  }

  @Test func `without a group only root and the service's own account are members`() throws {
    #expect(throws: PeerFault.notInGroup(account: "wang", group: nil)) { try wang(StandIn(), nil) }
    #expect(throws: PeerFault.notInGroup(account: "wang", group: "gone")) { try wang(StandIn(), "gone") }
    #expect(try wang(StandIn(own: 1), nil).account == "wang")
  }

  @Test func `who is taken out of the group during a session is out with the first command after two seconds`() throws {
    let system = StandIn { book in
      book.groups["operators"] = 7
      book.members[7] = ["wang"]
    }
    let peer = try wang(system)
    system.book.withLock { $0.members = [:] }
    hands.pass(.milliseconds(1_900))
    try peer.check()
    hands.pass(.milliseconds(100))
    #expect(throws: PeerFault.notInGroup(account: "wang", group: "operators")) { try peer.check() }
  }

  @Test func `the account database is asked once in two seconds, for all consoles of an account`() throws {
    let system = StandIn()
    let peer = try wang(system)
    for _ in 0..<100 { try peer.check() }
    #expect(system.book.withLock(\.questions) == 1)
    hands.pass(.seconds(2))
    for _ in 0..<100 { try peer.check() }
    #expect(system.book.withLock(\.questions) == 2)
  }

  @Test func `a refusal is not kept: who is put into the group comes in at once`() throws {
    let system = StandIn { $0.groups["operators"] = 7 }
    #expect(throws: PeerFault.self) { try wang(system) }
    system.book.withLock { $0.members[7] = ["wang"] }
    #expect(try wang(system).account == "wang")
  }

  @Test func `an account that is renamed, or gone, is not the one that connected`() throws {
    let system = StandIn()
    let peer = try wang(system)
    hands.pass(.seconds(3))
    system.book.withLock { $0.accounts[1] = PeerAccount(name: "root", primaryGroup: 1) }
    #expect(throws: PeerFault.unknown(.renamed(from: "wang", to: "root"))) { try peer.check() }
    hands.pass(.seconds(3))
    system.book.withLock { $0.accounts[1] = nil }
    #expect(throws: PeerFault.unknown(.noAccount(1))) { try peer.check() }
  }

  @Test func `an account database that fails lets nobody in, and ends nothing in silence`() throws {
    let system = StandIn()
    let peer = try wang(system)
    hands.pass(.seconds(3))
    system.book.withLock { $0.failure = EIO }
    #expect(throws: PeerFault.unknown(.accountsSilent)) { try peer.check() }
  }
}
