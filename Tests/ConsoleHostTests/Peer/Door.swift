import ConsoleHost
import Foundation
import ServiceLifecycle
import TestFixtures
import Testing
import Text

/// A service that tells each peer who it is, or why it may not come in, and hangs up.
struct Door {
  private let folder: TemporaryFolder
  let socket: OperatorSocket
  let service: OperatorService
  var path: String { socket.path }

  /// The socket's group is `daemon`, a group of every Debian; its members are the system's business.
  init(
    _ system: any PeerSystem, group: String = "operators", socketGroup: String? = "daemon",
    limits: AcceptLimits = AcceptLimits()
  ) throws {
    folder = try TemporaryFolder()
    try #require(chmod(folder.path, 0o755) == 0)
    socket = try OperatorSocket.bind(folder.path(of: "operators.sock"), group: socketGroup)
    service = try OperatorService(
      socket, group: OperatorGroup(group, system: system), system: system, limits: limits
    ) { descriptor, peer in
      Self.tell("accepted \(peer.account)", descriptor)
      close(descriptor)
    } refuse: { descriptor, fault in
      Self.tell(fault.code, descriptor)
    }
  }

  private static func tell(_ text: String, _ descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Runs the service while a body does something with it.
  func open<Outcome: Sendable>(_ body: @Sendable (String) async throws -> Outcome) async throws -> Outcome {
    let (service, path) = (service, path)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await service.run() }
      let outcome: Outcome
      do { outcome = try await body(path) } catch {
        group.cancelAll()
        throw error
      }
      group.cancelAll()
      try await group.waitForAll()
      return outcome
    }
  }

  /// What a client says that a command starts.
  func output(_ words: [String], variables: [String: String] = [:]) async throws -> String {
    try await open { path in
      let client = try Workshop.made.get().client
      return try await Command(words + [client, path], variables: variables).ended().output
    }
  }
}

/// Whether the tests may run programs under other accounts. Where they are to land they must.
let isRoot = geteuid() == 0 || ProcessInfo.processInfo.environment["CI"] != nil
