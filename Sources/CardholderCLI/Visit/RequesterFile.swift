import Foundation
import QueryEngine

/// The random token by which the service recognises this machine before anybody is signed in: beside the session, in a
/// file that only its owner reads. It outlives the session. An SMS code is good only for the machine that asked for it.
struct RequesterFile: Sendable {
  let path: String

  init(beside session: SessionFile) { path = session.path + ".requester" }

  /// The token that is kept; one is made where there is none, and where others could have read it.
  func requester() throws(SessionFault) -> Requester {
    if let kept = read() { return kept }
    let made = Requester.new()
    SessionFile.makeFolder(of: path)
    let draft = "\(path).\(UInt64.random(in: .min ... .max))"
    defer { unlink(draft) }
    guard SessionFile.write(made.text + "\n", to: draft) else { throw SessionFault(path: path) }
    // Of two that are made at once one wins, and both have that one; what is unusable is replaced.
    if link(draft, path) == 0 { return made }
    if errno == EEXIST, let other = read() { return other }
    guard rename(draft, path) == 0 else { throw SessionFault(path: path) }
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

  /// A token is 256 bits in base 36: never so short, and what is longer is something else.
  private static let shortestBytes = 24
  private static let longestBytes = 256
}
