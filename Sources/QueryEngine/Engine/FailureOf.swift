/// The error of a piece of work; nil if it succeeded, so that a group of tasks can pass it on.
func failure(of work: () async throws -> Void) async -> (any Error)? {
  do {
    try await work()
    return nil
  } catch {
    return error
  }
}
