import CPeer
import Foundation

/// This machine's kernel, through socket options and `/proc`, and its account database.
public struct LinuxPeers: PeerSystem {
  /// Whether the kernel's own handles of processes are used, where it has them (Linux 6.5).
  private let usesHandles: Bool

  public init(usesHandles: Bool = true) { self.usesHandles = usesHandles }

  public var own: UInt32 { geteuid() }

  public var strangers: UInt32 {
    let text = SystemFile.text("/proc/sys/kernel/overflowuid")
    return text.flatMap { UInt32($0.filter(\.isNumber)) } ?? 65_534
  }

  public func credentials(of descriptor: Int32) -> PeerCredentials? {
    var peer = chaka_peer()
    guard chaka_peer_of(descriptor, &peer) else { return nil }
    return PeerCredentials(process: peer.process, account: peer.account)
  }

  public func process(of descriptor: Int32, _ credentials: PeerCredentials) -> (any HeldProcess)? {
    guard credentials.process > 0 else { return nil }
    if usesHandles {
      let handle = chaka_peer_process(descriptor)
      if handle >= 0 { return ProcessHandle(handle) }
      // Anything but an old kernel means that there is no such process any more.
      guard handle == -ENOPROTOOPT else { return nil }
    }
    return ProcessStart(of: credentials.process, connectedBy: descriptor)
  }

  public func namespace(of process: Int32?) -> UserNamespace? {
    let folder = "/proc/" + (process.map(String.init) ?? "self")
    guard let accounts = SystemFile.bytes(folder + "/uid_map"), let groups = SystemFile.bytes(folder + "/gid_map")
    else { return nil }
    return UserNamespace(accounts: accounts, groups: groups)
  }
}

/// A process by the kernel's own handle (SO_PEERPIDFD, pidfd_open(2)), which never comes to mean another one.
private final class ProcessHandle: HeldProcess {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }

  /// The handle of a process that has ended is readable.
  var isThere: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 0
  }
}

/// A process by its number and the time of its start, for kernels without handles. Its connection still has to be open.
private struct ProcessStart: HeldProcess {
  private let process: Int32
  private let connection: Int32
  private let start: Substring

  init?(of process: Int32, connectedBy connection: Int32) {
    guard let start = Self.start(of: process) else { return nil }
    self.process = process
    self.connection = connection
    self.start = start
  }

  var isThere: Bool {
    var polled = pollfd(fd: connection, events: 0, revents: 0)
    guard poll(&polled, 1, 0) == 0 else { return false }
    return Self.start(of: process) == start
  }

  /// The start in ticks since the machine's own (proc_pid_stat(5), field 22); nil for a process that has ended. The
  /// second field, its name, may hold anything.
  private static func start(of process: Int32) -> Substring? {
    guard let text = SystemFile.text("/proc/\(process)/stat"), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return fields[19]
  }
}
