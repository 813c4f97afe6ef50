import QueryEngine
import Store

/// The time of a commit that shares with no other, in turns with bare commits.
struct LoneSubmission: Sendable {
  /// The times of one row through the store's queue, and by a bare commit, in nanoseconds.
  let row: Samples
  let bareRow: Samples
  /// The times of a whole acceptance through the desk, and of its rows by a bare commit.
  let acceptance: Samples
  let bareAcceptance: Samples

  init(_ sandbox: OpenSandbox, _ people: [OpenSandbox.Ready], _ bare: BareLifecycle) async throws {
    var (row, bareRow, acceptance, bareAcceptance) = (Samples(), Samples(), Samples(), Samples())
    for person in people {
      for _ in 0..<4 {
        row.add(try await Self.time { try await sandbox.submitRow() })
        bareRow.add(bare.commitOne())
      }
      acceptance.add(try await Self.time { try await sandbox.apply(person) })
      bareAcceptance.add(bare.commitAcceptance())
    }
    (self.row, self.bareRow, self.acceptance, self.bareAcceptance) = (row, bareRow, acceptance, bareAcceptance)
  }

  private static func time(_ work: () async throws -> Void) async rethrows -> Double {
    let start = Stopwatch.wall
    try await work()
    return Double(Stopwatch.wall - start)
  }
}

extension OpenSandbox {
  /// One row and nothing else.
  fileprivate func submitRow() async throws {
    let number = String(parts.random.next(), radix: 36)
    try await store.submit(protecting: []) {
      try $0.insert(RefusalRecord(id: number, codes: ["no_bank_chosen"], revision: 1, pseudonym: nil))
    }
  }
}
