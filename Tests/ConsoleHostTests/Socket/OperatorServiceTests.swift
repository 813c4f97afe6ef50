import AdminTerminal
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TestFixtures
import Testing

@testable import ConsoleHost

@Suite(.enabled(if: isRoot))
struct OperatorServiceTests {
  private let wang = Command.under(1, group: 1)
  private let zhao = Command.under(5, group: 60, more: [1])

  private func tell(_ words: [String], _ path: String) async throws -> String {
    try await Command(words + [Workshop.made.get().client, path]).ended().output
  }

  @Test func `an account database that does not answer about one account holds up no other`() async throws {
    let system = StandIn { book in
      book.members[1] = ["zhao"]
      book.silence = 5
    }
    var limits = AcceptLimits()
    limits.identifying = .milliseconds(600)
    try await Door(system, limits: limits).open { path in
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<6 { group.addTask { try await tell(zhao, path) } }
        #expect(try await tell(wang, path) == "1 accepted wang")
        #expect(try await tell([], path) == "0 accepted root")
        // Those that were looked up, and those that only waited for that.
        for try await told in group { #expect(told == "5 peer_unknown") }
      }
      system.book.withLock { $0.silence = nil }
      // The places are free again once the database has answered.
      var told = ""
      for _ in 0..<100 where told != "5 accepted zhao" { told = try await tell(zhao, path) }
      #expect(told == "5 accepted zhao")
    }
  }

  @Test func `many that come at once are all let in`() async throws {
    try await Door(StandIn()).open { path in
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<40 { group.addTask { try await tell(wang, path) } }
        for try await told in group { #expect(told == "1 accepted wang") }
      }
    }
  }

  @Test func `a service that ends closes its socket, and whoever is not let in yet`() async throws {
    let system = StandIn { $0.silence = 1 }
    let door = try Door(system)
    let path = door.path
    let told = try await door.open { path in
      let client = Task { try await tell(wang, path) }
      // Its thread asks when the connection is accepted.
      while system.book.withLock(\.questions) == 0 { try await Task.sleep(for: .milliseconds(2)) }
      return client
    }
    #expect(try await told.value == "1 ")
    #expect(!FileManager.default.fileExists(atPath: path))
    system.book.withLock { $0.silence = nil }
  }

  @Test func `a service that is shut down gracefully ends`() async throws {
    let door = try Door(StandIn())
    let group = ServiceGroup(
      configuration: .init(services: [door.service], logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    async let running: Void = group.run()
    #expect(try await tell([], door.path) == "0 accepted root")
    await group.triggerGracefulShutdown()
    try await running
    #expect(!FileManager.default.fileExists(atPath: door.path))
  }

  @Test func `one that does not read its refusal holds nothing up`() async throws {
    let folder = try TemporaryFolder()
    try #require(chmod(folder.path, 0o755) == 0)
    let socket = try OperatorSocket.bind(folder.path(of: "s"), group: "daemon")
    let system = StandIn { $0.groups = [:] }
    let ended = Mutex(false)
    let service = try OperatorService(socket, group: OperatorGroup("operators", system: system), system: system) {
      descriptor, _ in
      close(descriptor)
    } refuse: { descriptor, _ in
      // More than the connection holds.
      let many = [UInt8](repeating: 0, count: 1 << 22)
      var sent = 0
      while sent < many.count {
        let count = send(descriptor, many, many.count - sent, Int32(MSG_NOSIGNAL))
        if count <= 0 { break }
        sent += count
      }
      ended.withLock { $0 = true }
    }
    let running = Task { try await service.run() }
    let client = try Workshop.made.get().client
    // Its child holds the connection and reads nothing.
    #expect(try await Command(wang + [client, socket.path, "leave"]).ended().status == 0)
    while !ended.withLock(\.self) { try await Task.sleep(for: .milliseconds(5)) }
    running.cancel()
    try await running.value
  }

  @Test func `who speaks only after it was refused is told why all the same`() async throws {
    let stranger = StandIn { $0.credentials = PeerCredentials(process: getpid(), account: 5) }
    try await Door(stranger).open { path in
      let descriptor = try ServiceSocket.connect(path)
      defer { close(descriptor) }
      // The refusal has come by then.
      var refusal = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      #expect(poll(&refusal, 1, 30_000) == 1)
      #expect(send(descriptor, "hello", 5, Int32(MSG_NOSIGNAL)) == 5)
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = read(descriptor, &bytes, bytes.count)
      #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "not_in_group")
    }
  }

  @Test func `no signal comes to its threads, and its maker's are as before`() async {
    @Sendable func blocked() -> [Int32] {
      var blocked = sigset_t()
      pthread_sigmask(SIG_SETMASK, nil, &blocked)
      return [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCHLD].map { sigismember(&blocked, $0) }
    }
    let masks = await withCheckedContinuation { continuation in
      // A thread that takes signals, as the main one does.
      Thread.detachNewThread {
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        DeafThread.start("deaf") { continuation.resume(returning: blocked()) }
        if blocked() != [0, 0, 0, 0, 0] { Issue.record("the maker's signals stay blocked") }
      }
    }
    #expect(masks == [1, 1, 1, 1, 1])
  }
}
