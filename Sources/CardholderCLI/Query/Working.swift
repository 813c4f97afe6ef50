import Program
import QueryEngine
import Text

/// Waiting while banks are asked (`apply --wait`).
extension Visit {
  /// Works until the query is over or the seconds are, with progress on standard error.
  func work(on query: QueryView, seconds: Int) async throws -> QueryView {
    try await desk.working { try await follow(query, seconds: seconds) }
  }

  /// Looks after a query until it is over or the seconds are.
  private func follow(_ query: QueryView, seconds: Int) async throws -> QueryView {
    let line = context.statusLine
    defer { line.finish() }
    let end = ContinuousClock.now + .seconds(seconds)
    var latest = query
    line.show(progress(latest))
    while latest.state.isOpen, ContinuousClock.now < end {
      let left = ContinuousClock.now.duration(to: end) / .seconds(1)
      latest = try await desk.status(session.token, changedSince: latest, within: max(left, 0))
      line.show(progress(latest))
    }
    return latest
  }

  /// The progress, such as `████░░░░  in progress, 3 of 6 banks done.`.
  func progress(_ query: QueryView) -> String {
    let done = query.banks.filter { !$0.state.isOpen }.count
    let place = place(query)
    let words = Bilingual(
      zh: "\(query.state.name.zh)，\(query.banks.count) 家银行中 \(done) 家有结果。" + (place?.zh ?? ""),
      en: "\(query.state.name.en), \(done) of \(query.banks.count) banks done." + (place.map { " " + $0.en } ?? ""))
    guard context.errorCanRedraw else { return words[language] }
    return bar(done, of: query.banks.count) + "  " + words[language]
  }

  private func bar(_ done: Int, of total: Int) -> String {
    let width = 24
    let filled = total == 0 ? width : done * width / total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}
