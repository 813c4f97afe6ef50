import Foundation
import TestFixtures
import Testing

@testable import ConsoleHost

@Suite(.serialized, .enabled(if: isRoot))
struct ActivationTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "operators.sock") }
  /// A number far from those of other tests.
  private let first: Int32 = 700

  init() throws {
    folder = try TemporaryFolder()
    try #require(chmod(folder.path, 0o755) == 0)
  }

  private func variables(_ names: String?, count: Int = 1, process: Int32 = getpid()) -> [String: String] {
    ["LISTEN_PID": "\(process)", "LISTEN_FDS": "\(count)"].merging(names.map { ["LISTEN_FDNAMES": $0] } ?? [:]) { $1 }
  }

  /// A listening socket at the numbers, as systemd passes it: it outlives exec, and its file stays.
  private func handedOver(_ numbers: Int32...) throws {
    let listener = try Listener(path)
    for number in numbers { try #require(dup2(listener.descriptor, number) == number) }
  }

  @Test func `the socket of the name is taken, kept from children, and left at its path in the end`() throws {
    try handedOver(first, first + 1)
    let activation = Activation(environment: variables("other:operators", count: 2), first: first)
    let socket = try #require(try OperatorSocket.inherited(from: activation))
    #expect(socket.path == path && socket.descriptor == first + 1)
    for number in [first, first + 1] { #expect(fcntl(number, F_GETFD) == FD_CLOEXEC) }
    #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK == O_NONBLOCK)
    socket.close()
    #expect(FileManager.default.fileExists(atPath: path))
    close(first)
  }

  @Test func `sockets for another process, or of another name, are not taken`() throws {
    try handedOver(first)
    for environment in [
      [:], variables("operators", process: getpid() + 1), variables("callbacks"), variables(nil),
      variables("operators", count: 0), variables("operators", count: -1), variables("operators", count: 99_999),
    ] {
      #expect(try OperatorSocket.inherited(from: Activation(environment: environment, first: first)) == nil)
    }
    close(first)
  }

  @Test func `what does not listen at a path is refused`() throws {
    var pair: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    defer { for descriptor in pair { close(descriptor) } }
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }
    for descriptor in [pair[0], null] {
      let activation = Activation(environment: variables("operators"), first: descriptor)
      #expect(throws: SocketFault.notListening("operators")) { try OperatorSocket.inherited(from: activation) }
    }
  }

  @Test func `a folder that others may write is no better because systemd made the socket`() throws {
    try handedOver(first)
    try #require(chmod(folder.path, 0o777) == 0)
    let activation = Activation(environment: variables("operators"), first: first)
    #expect(fault { try OperatorSocket.inherited(from: activation) } == "socket_unsafe")
    close(first)
  }

  @Test func `no child is told of the sockets`() {
    setenv("LISTEN_PID", "\(getpid())", 1)
    setenv("LISTEN_FDS", "0", 1)
    setenv("LISTEN_FDNAMES", "operators", 1)
    _ = Activation.taken()
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { #expect(getenv(name) == nil) }
  }
}
