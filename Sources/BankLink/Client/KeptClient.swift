import AsyncHTTPClient

/// An HTTP client that is let go of with whoever keeps it. AsyncHTTPClient ends the process where one is forgotten that
/// was not shut down, so that an owner whose setting up fails halfway would turn a refusal into a crash.
final class KeptClient: Sendable {
  let client: HTTPClient

  init(_ configuration: HTTPClient.Configuration) { client = HTTPClient(configuration: configuration) }

  /// Ends its connections; nothing may be asked afterwards.
  func shutdown() async {
    // It fails only when it was shut down before.
    try? await client.shutdown()
  }

  deinit { Task { [client] in try? await client.shutdown() } }
}
