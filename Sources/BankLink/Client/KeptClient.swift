import AsyncHTTPClient

/// An HTTP client that is shut down with its owner. AsyncHTTPClient ends the process if a client is released without a
/// shutdown, so that an owner whose setup fails halfway would turn a refusal into a crash.
final class KeptClient: Sendable {
  let client: HTTPClient

  init(_ configuration: HTTPClient.Configuration) { client = HTTPClient(configuration: configuration) }

  /// Ends its connections; no request may be made afterwards.
  func shutdown() async {
    // Fails only if the client was shut down before.
    try? await client.shutdown()
  }

  deinit { Task { [client] in try? await client.shutdown() } }
}
