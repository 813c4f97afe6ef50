import NIOPosix

/// Work that waits for the database or a file. On an event loop it would keep every connection waiting.
enum BlockingWork {
  /// Runs the work on one of the few threads that NIO keeps for blocking, and returns to the caller's executor.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(work)
  }
}
