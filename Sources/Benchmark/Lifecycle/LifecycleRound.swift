import QueryEngine

/// One round through the store: people apply at the same time, then the engine asks, collects, reports and tells.
struct LifecycleRound: Sendable {
  let queries: Int
  /// The wall time of the whole round, in nanoseconds.
  let wall: Int64
  let processor: Int64
  let banks: Int64
  /// The number of pages given to the disk, for log and database file.
  let pages: Double
  /// The rows of answers that were kept for a query: one for each commit that took some in.
  let answerRows: Double
  /// The writer's readings while people applied, and while the engine worked.
  let accepting: WriterMeter.Reading
  let working: WriterMeter.Reading

  /// Lets everybody who is ready apply, `submitters` at a time; afterwards every query has its report.
  init(_ sandbox: OpenSandbox, _ people: [OpenSandbox.Ready], submitters: Int) async throws {
    let kept = try sandbox.keptRows()
    let written = PagesWritten.bytesWritten()
    let start = (Stopwatch.wall, Stopwatch.process, sandbox.banks.processor, sandbox.writer.read())
    _ = try await people.together(submitters) { try await sandbox.apply($0) }
    let middle = sandbox.writer.read()
    try await sandbox.engine.drain()
    let end = sandbox.writer.read()
    queries = people.count
    wall = Stopwatch.wall - start.0
    processor = Stopwatch.process - start.1
    banks = sandbox.banks.processor - start.2
    pages = Double(PagesWritten.bytesWritten() - written) / PagesWritten.pageSize
    // One row more is the query's key.
    answerRows = Double(try sandbox.keptRows() - kept) / Double(people.count) - 1
    accepting = middle - start.3
    working = end - middle
  }

  var writer: WriterMeter.Reading { accepting + working }
}

extension OpenSandbox {
  /// The number of rows in the vaults of all days.
  fileprivate func keptRows() throws -> Int {
    let database = try BareDatabase(path: store.path)
    return database.numbers("select day from vaults where day > 0").reduce(0) { sum, day in
      sum + database.numbers("select count(*) from vault_\(day)").reduce(0, +)
    }
  }
}
