import Domain
import Text

/// Where a service is to be found, and since when it runs: information for messages. It decides nothing.
public struct ServiceNotice: Sendable, Equatable {
  /// The number of its process.
  public var process: Int?
  /// The path of the socket that operators connect to.
  public var socket: String?
  /// The address that people's programs speak to, `https://...`.
  public var server: String?
  public var since: Moment?

  public init(process: Int? = nil, socket: String? = nil, server: String? = nil, since: Moment? = nil) {
    self.process = process
    self.socket = socket
    self.server = server
    self.since = since
  }

  /// Whether it names neither socket nor server.
  var isEmpty: Bool { socket == nil && server == nil }

  /// The same with what is missing taken from another one.
  func filled(from other: ServiceNotice) -> ServiceNotice {
    ServiceNotice(
      process: process, socket: socket ?? other.socket, server: server ?? other.server, since: since)
  }

  /// What is known, as facts of a fault and as the content of the lock's file.
  var members: [JSONValue.Member] {
    let all: [(String, JSONValue)] = [
      ("pid", JSONValue(process)), ("socket", JSONValue(socket)), ("server", JSONValue(server)),
      ("since", JSONValue(since)),
    ]
    return all.filter { $0.1 != .null }.map { JSONValue.Member($0.0, $0.1) }
  }

  /// Reads the content of the lock's file: what cannot be read is not known.
  init(content: [UInt8]) {
    guard let value = try? JSONValue(utf8: content) else {
      self.init()
      return
    }
    self.init(
      process: value.number("pid").flatMap { Int(exactly: $0) }, socket: value.text("socket"),
      server: value.text("server"), since: value.text("since").flatMap { Moment(text: $0) })
  }
}
