import Foundation
import QueryEngine
import Sealing

/// The random token by which the service recognises this machine before a person signs in: beside the session, in a
/// file that only its owner reads, and kept longer than the session. An SMS code is good only for the machine that
/// asked for it.
struct RequesterFile: Sendable {
  let path: String

  init(beside session: SessionFile) { path = session.path + ".requester" }

  /// The stored token; a new one is made if there is none, or if others could have read it.
  func requester() throws(SessionFault) -> Requester {
    if let kept = read() { return kept }
    let made = Requester.new()
    SessionFile.makeFolder(of: path)
    let text = Data((made.text + "\n").utf8)
    do {
      // Of two tokens made at once one wins, and both programs use that; an unusable file is replaced.
      if try WholeFile.write(text, to: path, replacing: false) { return made }
      if let other = read() { return other }
      try WholeFile.write(text, to: path)
    } catch {
      throw SessionFault(path: path)
    }
    return made
  }

  private func read() -> Requester? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0,
      status.st_uid == geteuid()
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.longestBytes)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    guard (Self.shortestBytes..<Self.longestBytes).contains(count) else { return nil }
    return Requester(token: String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .newlines))
  }

  /// The least number of bytes of a token: 256 bits in base 36 are never shorter.
  private static let shortestBytes = 24
  private static let longestBytes = 256
}
