/// What a piece of work failed with; nil if it did not, so that a group of tasks can hand it on.
func failure(of work: () async throws -> Void) async -> (any Error)? {
  do {
    try await work()
    return nil
  } catch {
    return error
  }
}
