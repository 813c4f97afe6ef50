import Foundation

/// Tells systemd how a service of `Type=notify` stands (sd_notify(3)): one datagram to `$NOTIFY_SOCKET`. Without one there
/// is nobody to tell.
struct SystemdNotice: Sendable {
  private let path: String?

  init(environment: [String: String]) { path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 } }

  func ready() { send("READY=1") }
  func stopping() { send("STOPPING=1") }

  private func send(_ text: String) {
    guard let path, let (address, length) = Self.address(path) else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socket in
        _ = Array(text.utf8).withUnsafeBytes { sendto(descriptor, $0.baseAddress, $0.count, 0, socket, length) }
      }
    }
  }

  /// The address of a path, or of an abstract name after `@`; nil for one that is too long.
  private static func address(_ path: String) -> (sockaddr_un, socklen_t)? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count } ?? 0
    return (address, socklen_t(length))
  }
}
