/// How much a server takes in, and how long it waits for it.
public struct WireLimits: Sendable {
  /// Bytes of a body at most.
  public var bodyBytes = 4 << 20
  /// How long a body may take to come in.
  public var bodySeconds = 15.0
  /// From connecting, or from the end of the last response, to the next complete request head.
  public var idleSeconds = 15.0
  /// From connecting to the first byte.
  public var firstByteSeconds = 5.0
  /// For one more the one that is needed least is closed (`ConnectionRoom`).
  public var connections = 600
  /// Of these from one address at most.
  public var connectionsPerAddress = 300

  public init() {}
}
