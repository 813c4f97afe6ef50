import UnixSignals

/// Whether the program was told to stop, with the work to do then.
actor StopMark {
  private(set) var isRaised = false
  private var work: (@Sendable () async -> Void)?

  /// A mark that a signal raises, until `body` has returned. A signal waits for the services, however long they take to
  /// begin.
  static func raised<Value: Sendable>(
    by signals: UnixSignalsSequence, _ body: (StopMark) async throws -> Value
  ) async rethrows -> Value {
    let stop = StopMark()
    let stopping = Task { for await _ in signals { await stop.raise() } }
    defer { stopping.cancel() }
    return try await body(stop)
  }

  func raise() async {
    isRaised = true
    await work?()
  }

  func whenRaised(_ work: @escaping @Sendable () async -> Void) async {
    self.work = work
    if isRaised { await work() }
  }
}
