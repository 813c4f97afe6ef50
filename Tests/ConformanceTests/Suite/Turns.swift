/// Lets only as many cases run at a time as the machine has cores for: a test with many cases starts all of them at
/// once.
actor Turns {
  static let shared = Turns(4)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func taking<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    await begin()
    defer { end() }
    return try await work()
  }

  private func begin() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func end() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
