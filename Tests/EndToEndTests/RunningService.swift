import Foundation
import Testing

/// The real service, running for the life of this object.
final class RunningService: Sendable {
  let port: UInt16
  let pid: pid_t
  private let sandbox: ProgramSandbox
  private let name: String

  /// Starts it and waits until it is ready, or until it answers at all.
  init(
    _ sandbox: ProgramSandbox, _ more: [String] = [], settings: String = "", environment: [String: String] = [:],
    isReady: Bool = true
  ) throws {
    (self.sandbox, name) = (sandbox, "service-" + UUID().uuidString)
    port = try Self.freePort()
    let configuration = try sandbox.file(
      name + ".yaml",
      "service: {socket: \(sandbox.socket), group: '\(Self.group)', watch: {port: \(port)}}\n" + settings)
    let process = try sandbox.process(
      "chaka-engine", ["serve", "--config", configuration] + more, environment: environment, name: name)
    try process.run()
    pid = process.processIdentifier
    for _ in 0..<1_000 {
      let status = get("/health/ready")?.status
      if isReady ? status == 200 : status != nil { return }
      guard process.isRunning else { break }
      usleep(10_000)
    }
    Issue.record("the service does not begin: \(log)")
  }

  deinit { if kill(pid, 0) == 0 { kill(pid, SIGKILL) } }

  var log: String { sandbox.text(name + ".err") }

  /// Ends it with a signal, and waits until the kernel has taken its locks away.
  func end(_ signal: Int32) {
    kill(pid, signal)
    for _ in 0..<2_000 where FileManager.default.fileExists(atPath: "/proc/\(pid)/exe") { usleep(5_000) }
  }

  /// The status and body of a request to its port; nil if nobody answers.
  func get(_ path: String) -> (status: Int, body: String)? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = Self.local(port)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return nil }
    let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
    var (reply, buffer) = (Data(), [UInt8](repeating: 0, count: 65_536))
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
      reply.append(contentsOf: buffer[..<count])
    }
    let text = String(decoding: reply, as: UTF8.self)
    guard let status = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
    let body = text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    return (status, body)
  }

  /// The group of this process, to which every account may give a file.
  static var group: String { getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) } ?? "root" }

  static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = local(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isBound)
    return UInt16(bigEndian: address.sin_port)
  }

  private static func local(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
    return address
  }
}
