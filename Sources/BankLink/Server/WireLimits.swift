/// How much a server takes in, and how long it waits for it.
public struct WireLimits: Sendable {
  /// Bytes of a body at most.
  public var bodyBytes = 4 << 20
  /// How long a body may take to come in.
  public var bodySeconds = 15.0
  /// From connecting, or from the end of the last response, to the next complete request head; and between two parts
  /// of a body.
  public var idleSeconds = 15.0
  /// More wait to be taken on.
  public var connections = 600

  public init() {}
}
