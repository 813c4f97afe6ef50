import Foundation
import Program
import Synchronization

/// The socket at which operators' consoles connect to the service.
///
/// Its rights decide who may connect at all: its owner and its group. Nobody else may put another socket in its place,
/// so neither its folder nor any above it may be changed by others.
public final class OperatorSocket: Sendable {
  public let path: String
  /// The listening socket: close-on-exec, and not blocking.
  let descriptor: Int32
  /// The file that was made; nil if somebody else made it, and keeps it.
  private let made: FileIdentity?
  private let isOpen = Mutex(true)

  private init(path: String, descriptor: Int32, made: FileIdentity?) {
    self.path = path
    self.descriptor = descriptor
    self.made = made
  }

  deinit { close() }

  /// The end of listening. The path goes with it, if it still is this socket's.
  public func close() {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    guard wasOpen else { return }
    if let made, FileIdentity(socket: path) == made { unlink(path) }
    Foundation.close(descriptor)
  }
}

extension OperatorSocket {
  /// A socket at a path, for the members of a group; without one, for this account (and root) alone.
  ///
  /// At no moment has it other rights than these, and until it listens nothing stands at the path. A socket that a dead
  /// service left is replaced; a living one is not, but only a `ServiceLock` tells whether a service is about to begin.
  public static func bind(
    _ path: String, group: String?, system: any PeerSystem = LinuxPeers()
  ) throws(SocketFault) -> OperatorSocket {
    try requireSafe(path)
    let number = try group.map { name throws(SocketFault) in try self.number(of: name, system) }
    let place = SocketPlace(path: path)
    let descriptor = try place.makeSocket()
    do throws(SocketFault) {
      if let group, let number { try place.give(to: number, named: group) }
      guard listen(descriptor, backlog) == 0 else { throw .unusable(path, number: errno) }
      let made = try place.take()
      return OperatorSocket(path: path, descriptor: descriptor, made: made)
    } catch {
      place.giveUp()
      Foundation.close(descriptor)
      throw error
    }
  }

  /// The socket that systemd made and hands over under a name (`FileDescriptorName=`); nil if it hands over none of it.
  public static func inherited(
    named name: String = "operators", from activation: Activation = .taken()
  ) throws(SocketFault) -> OperatorSocket? {
    guard let descriptor = activation.descriptor(named: name) else { return nil }
    guard isListening(descriptor), let path = SocketAddress.path(of: descriptor) else { throw .notListening(name) }
    try requireSafe(path)
    guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0 else {
      throw .unusable(path, number: errno)
    }
    return OperatorSocket(path: path, descriptor: descriptor, made: nil)
  }

  /// The connections that may wait to be accepted; the kernel's own limit is `net.core.somaxconn`.
  private static let backlog: Int32 = 128

  private static func requireSafe(_ path: String) throws(SocketFault) {
    if let breach = FolderBreach.first(at: path.folder, owners: [0, geteuid()]) { throw .unsafe(path, breach) }
  }

  private static func number(of group: String, _ system: any PeerSystem) throws(SocketFault) -> UInt32 {
    guard let number = try? system.group(named: group) else { throw .noGroup(group) }
    return number
  }

  private static func isListening(_ descriptor: Int32) -> Bool {
    option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue) && option(SO_ACCEPTCONN, of: descriptor) == 1
  }

  private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
  }
}

extension String {
  /// The folder of a path.
  var folder: String {
    let folder = (self as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }
}
