import ConsoleHost
import Foundation
import TestFixtures
import Testing

/// Clients under real accounts, against a service that has another one.
@Suite(.enabled(if: isRoot))
struct PeerTests {
  private let wang = Command.under(1, group: 1)

  @Test func `a peer is the account that the kernel names`() async throws {
    #expect(try await Door(StandIn()).output(wang) == "1 accepted wang")
    #expect(try await Door(StandIn()).output([]) == "0 accepted root")
  }

  @Test func `the machine's own account database knows its accounts and their groups`() async throws {
    #expect(try await Door(LinuxPeers(), group: "daemon").output(wang) == "1 accepted daemon")
    let games = Command.under(5, group: 60, more: [1])
    #expect(try await Door(LinuxPeers(), group: "daemon").output(games) == "5 not_in_group")
    #expect(try await Door(LinuxPeers(), group: "games").output(games) == "5 accepted games")
    #expect(try await Door(LinuxPeers(), group: "no-such-group").output(games) == "5 not_in_group")
  }

  @Test func `a kernel without handles of processes tells the same`() async throws {
    let older = StandIn(machine: LinuxPeers(usesHandles: false))
    #expect(try await Door(older).output(wang) == "1 accepted wang")
    #expect(try await Door(older).output(wang + ["unshare", "-r"]).hasSuffix("peer_foreign"))
  }

  @Test(arguments: [["unshare", "-r"], ["unshare", "-U"], ["unshare", "-r", "-p", "-f"]])
  func `who is root in a user namespace of his own is nobody here`(namespace: [String]) async throws {
    let can = try await Command(wang + namespace + ["true"]).ended()
    let told = try await Door(StandIn()).output(wang + namespace)
    // A machine that makes no such namespaces refuses the attack by itself.
    #expect(can.status == 0 ? told.hasSuffix(" peer_foreign") : told.isEmpty, "\(told) \(can.errors)")
  }

  @Test func `a library that gives a program root's number gives it nothing`() async throws {
    let library = try Workshop.made.get().library
    #expect(try await Door(StandIn()).output(wang + ["env", "LD_PRELOAD=\(library)"]) == "0 accepted wang")
  }

  @Test func `a peer in a pid namespace of its own is seen from here all the same`() async throws {
    #expect(try await Door(StandIn()).output(["unshare", "-p", "-f"] + wang) == "1 accepted wang")
  }

  @Test func `a service in a pid namespace sees no process outside, and lets nobody in`() async throws {
    let outside = StandIn { $0.credentials = PeerCredentials(process: 0, account: 1) }
    #expect(try await Door(outside).output(wang) == "1 peer_unknown")
  }

  @Test func `a process that cannot be looked at is nobody's`() async throws {
    #expect(try await Door(StandIn { $0.hidesProcesses = true }).output(wang) == "1 peer_unknown")
  }

  @Test func `a number without an account, or for all that have none, is nobody's`() async throws {
    #expect(try await Door(StandIn()).output(Command.under(54_321, group: 1)) == "54321 peer_unknown")
    let nobody = StandIn { $0.accounts[65_534] = PeerAccount(name: "nobody", primaryGroup: 1) }
    #expect(try await Door(nobody).output(Command.under(65_534, group: 1)) == "65534 peer_unknown")
  }

  @Test func `the kernel lets in nobody outside the socket's group`() async throws {
    let zhao = Command.under(5, group: 60)
    let member = StandIn { $0.members[1] = ["zhao"] }
    #expect(try await Door(member).output(zhao) == "refused by the kernel: EACCES")
  }

  @Test func `an account that was taken out of the group does not come in by a group of before`() async throws {
    let before = Command.under(5, group: 60, more: [1])
    #expect(try await Door(StandIn { $0.members[1] = ["zhao"] }).output(before) == "5 accepted zhao")
    #expect(try await Door(StandIn()).output(before) == "5 not_in_group")
  }

  @Test(arguments: [true, false])
  func `a process that has ended lends its name to nobody`(usesHandles: Bool) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "listener")
    let listener = try Listener(path)
    let client = try Workshop.made.get().client
    // The client has ended and is reaped before anybody looks; its child holds the connection.
    #expect(try await Command([client, path, "leave"]).ended().status == 0)
    let connection = try listener.accept()
    defer { close(connection) }
    let system = StandIn(machine: LinuxPeers(usesHandles: usesHandles))
    #expect(throws: PeerFault.unknown(.noProcess)) {
      try PeerIdentity(ofSocket: connection, group: OperatorGroup("operators", system: system), system: system)
    }
  }

  @Test func `a process whose number becomes another's meanwhile is nobody's`() async throws {
    struct Ended: HeldProcess { var isThere: Bool { false } }
    #expect(try await Door(StandIn { $0.process = Ended() }).output(wang) == "1 peer_unknown")
  }

  @Test func `what is no UNIX socket has no peer`() throws {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(throws: PeerFault.unknown(.noProcess)) {
      try PeerIdentity(ofSocket: descriptor, group: OperatorGroup("operators"))
    }
  }
}
