import BankLink
import Domain
import Foundation
import Synchronization
import Text

/// The messages of a run, a JSON object a line: for developers who want to see the requests and replies of a check. It
/// has no private keys, and the people of its requests only sealed. The file is readable by its owner alone.
public final class WireLog: Sendable {
  private let file: FileHandle
  private let lock = Mutex(())
  private let now: @Sendable () -> Moment
  /// The longest part of a body that is logged, in bytes.
  private static let shownBytes = 16 << 10

  /// Nil if the file cannot be written. An earlier file is replaced.
  public init?(path: String, now: @escaping @Sendable () -> Moment) {
    let files = FileManager.default
    try? files.removeItem(atPath: path)
    guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { return nil }
    self.file = file
    self.now = now
  }

  func note(_ outgoing: OutgoingRequest, _ outcome: Result<Reply, BankFailure>, for check: String) {
    var members: [JSONValue.Member] = [
      .init("at", JSONValue(now())), .init("check", .string(check)),
      .init("request", Self.message(outgoing.request, outgoing.url, outgoing.body)),
    ]
    switch outcome {
    case .success(let reply):
      members.append(
        .init(
          "response",
          [
            "status": JSONValue(reply.status), "fields": Self.fields(reply.fields), "body": Self.text(reply.body),
            "milliseconds": JSONValue(Int(reply.took / .milliseconds(1))),
          ]))
    case .failure(let failure): members.append(.init("failure", .string(failure.code)))
    }
    write(.object(members))
  }

  func note(callback request: SignedRequest, _ body: Data, answered: String) {
    write([
      "at": JSONValue(now()), "callback": Self.message(request, request.target, body), "answered": .string(answered),
    ])
  }

  private static func message(_ request: SignedRequest, _ url: String, _ body: Data) -> JSONValue {
    ["method": .string(request.method), "url": .string(url), "fields": fields(request.fields), "body": text(body)]
  }

  private static func fields(_ fields: [Field]) -> JSONValue {
    .object(fields.map { .init($0.name, .string($0.value)) })
  }

  private static func text(_ body: Data) -> JSONValue {
    let shown = String(decoding: body.prefix(shownBytes), as: UTF8.self)
    return .string(body.count > shownBytes ? "\(shown)… (\(body.count) bytes)" : shown)
  }

  private func write(_ line: JSONValue) {
    lock.withLock { _ in try? file.write(contentsOf: Data((line.compact + "\n").utf8)) }
  }
}
