import NIOPosix

/// Work that waits for the database or a file. An event loop that did it would keep every connection waiting with it.
enum BlockingWork {
  /// Does it on one of the few threads that NIO keeps for such work, and comes back to the caller's executor.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(work)
  }
}
