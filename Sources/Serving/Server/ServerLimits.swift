/// The limits of a server for sizes, times and connections.
public struct ServerLimits: Sendable {
  /// The largest number of bytes of a body.
  public var bodyBytes = 4 << 20
  /// The number of bytes up to which a body is read to its end, so that its sender sees the refusal; a larger one is
  /// not read on.
  package var readBytes: Int { 4 * bodyBytes }
  /// The longest time for a body to come in.
  public var bodySeconds = 15.0
  /// The longest time from connecting, or from the end of the last response, to the next complete request head.
  public var idleSeconds = 15.0
  /// The longest time from connecting to the first byte.
  public var firstByteSeconds = 5.0
  /// The number of connections above which the one that is needed least is closed (`ConnectionRoom`).
  public var connections = 600
  /// The largest number of connections from one address.
  public var connectionsPerAddress = 300

  public init() {}
}
