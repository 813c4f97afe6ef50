import CPeer
import Foundation
import Program
import Sealing

/// The way to a service on this machine: its socket, and a look at who is behind it. Scripts and key files go through the
/// connection, so nobody else may have put a socket there.
public enum ServiceSocket {
  /// Connects to the socket at a path. Throws `ServiceSocketFault` if there is no service, if this account may not
  /// connect to it, or if somebody else than the service could be listening.
  public static func connect(_ path: String, within span: Duration = .seconds(5)) throws(ServiceSocketFault) -> Int32 {
    do throws(ServiceSocketFault) {
      return try trusted(path, within: span)
    } catch {
      // Where accounts have no numbers of their own nothing can be said about whose a file is; the service refuses such
      // a console, too.
      if case .untrusted = error, !knowsAccounts { throw .foreign(path) }
      throw error
    }
  }

  /// Whether this process's user namespace has every account by its own number (user_namespaces(7)).
  private static var knowsAccounts: Bool {
    guard let map = FileManager.default.contents(atPath: "/proc/self/uid_map") else { return true }
    return String(decoding: map, as: UTF8.self).split(whereSeparator: \.isWhitespace) == ["0", "0", "4294967295"]
  }

  private static func trusted(_ path: String, within span: Duration) throws(ServiceSocketFault) -> Int32 {
    let file = try file(path)
    try requireSafe(path, owner: file.st_uid)
    let descriptor = try connected(path, within: span, group: file.st_gid)
    guard isService(descriptor, owner: file.st_uid) else {
      close(descriptor)
      throw .untrusted(path, .peer)
    }
    return descriptor
  }

  private static func file(_ path: String) throws(ServiceSocketFault) -> stat {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let number = errno
      guard number == EACCES, stat((path as NSString).deletingLastPathComponent, &status) == 0 else {
        throw .unreachable(path, number: number)
      }
      throw .notInGroup(path, account: SystemAccount.own, group: SystemGroup.name(of: status.st_gid))
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .untrusted(path, .noSocket) }
    return status
  }

  /// The socket and its folder are the service's; all above is root's or this account's own, so that nobody can have
  /// given another folder that name.
  private static func requireSafe(_ path: String, owner: uid_t) throws(ServiceSocketFault) {
    let folder = (path as NSString).deletingLastPathComponent
    if let breach = FolderBreach.first(at: folder.isEmpty ? "." : folder, owners: [0, geteuid()], keeper: owner) {
      throw .untrusted(path, .folder(breach))
    }
  }

  private static func connected(
    _ path: String, within span: Duration, group: gid_t
  ) throws(ServiceSocketFault) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .unreachable(path, number: errno) }
    // A service whose queue is full is waited for (unix(7): the time of sending holds for connecting, too).
    limit(descriptor, to: span)
    let number = SocketAddress.with(path) { Foundation.connect(descriptor, $0, $1) == 0 ? 0 : errno } ?? ENAMETOOLONG
    guard number == 0 else {
      close(descriptor)
      throw number == EACCES
        ? .notInGroup(path, account: SystemAccount.own, group: SystemGroup.name(of: group))
        : .unreachable(path, number: number)
    }
    limit(descriptor, to: .zero)
    return descriptor
  }

  /// The longest time for which the socket waits; none for zero.
  private static func limit(_ descriptor: Int32, to span: Duration) {
    let (seconds, rest) = span.components
    var time = timeval(tv_sec: Int(seconds), tv_usec: Int(rest / 1_000_000_000_000))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Whether the socket's owner listens, or root, who does so for a service that systemd starts. The kernel noted it when
  /// the listening began.
  private static func isService(_ descriptor: Int32, owner: uid_t) -> Bool {
    var peer = chaka_peer()
    return chaka_peer_of(descriptor, &peer) && (peer.account == owner || peer.account == 0)
  }
}
