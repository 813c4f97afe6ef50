import Domain
import Foundation
import Sealing
import Synchronization

/// The latest time that was written, noted beside the secrets every few seconds, so that a file that is older by what
/// people did alone, without any record of the audit chain, is missed, too.
final class LatestTimeFile: Sendable {
  private let path: String
  private let secret: ServerSecret
  private let noted = Mutex<Moment?>(nil)

  /// What lies so close to the end may be missing from an older file unnoticed.
  static let interval = Span.seconds(5)

  init(secrets: String, instance: String, secret: ServerSecret) {
    path = "\(secrets)/latest-time-\(instance.prefix(8))"
    self.secret = secret
  }

  /// Notes a time that was committed, if the last note is old enough. What fails is noted with the next: nothing but
  /// the span that stays unnoticed depends on it.
  func note(_ moment: Moment, atOnce: Bool = false) {
    let last = noted.withLock { noted in
      noted = noted ?? read()
      return noted
    }
    guard let last else { return write(moment) }
    if atOnce ? last < moment : last.adding(Self.interval) <= moment { write(moment) }
  }

  /// Sets the time whatever was noted before: a decision of an operator, or a sandbox that has not begun.
  func replace(with moment: Moment) { write(moment) }

  private func write(_ moment: Moment) {
    // Not synchronised: a power loss at worst leaves the note before it.
    let temporary = "\(path).\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array(text(of: moment).utf8)
    let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    guard isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      return
    }
    noted.withLock { $0 = moment }
  }

  /// Nil where none was noted, or the note is not ours.
  func read() -> Moment? {
    guard let data = try? SecretFile.read(path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    guard let first = text.split(separator: " ").first, let milliseconds = Int64(first) else { return nil }
    let moment = Moment(milliseconds: milliseconds)
    return text == self.text(of: moment) ? moment : nil
  }

  private func text(of moment: Moment) -> String {
    let content = "latest \(moment.milliseconds)"
    return "\(moment.milliseconds) \(secret.hash(content, for: .auditHead).hexadecimal)\n"
  }
}
