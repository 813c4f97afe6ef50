/// The amounts that a server takes in, and its waiting times.
public struct WireLimits: Sendable {
  /// Bytes of a body at most.
  public var bodyBytes = 4 << 20
  /// The longest time for a body to come in.
  public var bodySeconds = 15.0
  /// From connecting, or from the end of the last response, to the next complete request head.
  public var idleSeconds = 15.0
  /// From connecting to the first byte.
  public var firstByteSeconds = 5.0
  /// For one more the one that is needed least is closed (`ConnectionRoom`).
  public var connections = 600
  /// The largest number of them from one address.
  public var connectionsPerAddress = 300

  public init() {}
}
