import BankLink
import Crypto
import Foundation

/// The load that a bank has to bear. These run one after the other, after everything else.
enum LoadChecks {
  static let all = [parallel, retryAfter, pace]

  /// Connections that every bank has to serve at once.
  static let connections = 4

  private static let parallel = Check(
    "load.parallel", zh: "同时支持 4 个连接", en: "serves 4 connections at once"
  ) { probe in
    let replies = try await burst(connections: connections, each: 6, probe)
    // Whether a 429 has a time to come back is for `load.retry_after`.
    let bad = replies.filter { $0.status != 200 && $0.status != 429 && $0.pause == nil }
    guard let first = bad.first else { return }
    throw Finding(
      zh: "在 4 个连接上各发 6 个请求：应为 200（或带 Retry-After 的 429、503），有 \(bad.count) 个不是，如 \(first.told.zh)",
      en: """
        sent 6 requests on each of 4 connections: expected 200 (or 429 or 503 with Retry-After), \(bad.count) of \
        \(replies.count) were not, such as \(first.told.en)
        """)
  }

  private static let retryAfter = Check(
    "load.retry_after", zh: "429 带有 Retry-After", en: "says in a 429 when to try again"
  ) { probe in
    let replies = try await burst(connections: connections, each: 6, probe)
    guard replies.contains(where: { $0.status == 429 && $0.field("retry-after") == nil }) else { return }
    throw Finding(zh: "收到的 429 没有 Retry-After：应说明何时重试", en: "got a 429 without Retry-After: say when to try again")
  }

  private static let pace = Check(
    "load.pace", zh: "95% 的请求在时限内答复", en: "answers 95 % of requests in time"
  ) { probe in
    let replies = try await burst(connections: 2, each: 10, probe)
    let times = replies.map(\.took).sorted()
    guard let slowest = times.dropLast(times.count / 20).last, slowest > probe.limits.pace else { return }
    let (limit, got) = (probe.limits.pace.text, slowest.text)
    throw Finding(
      zh: "在 2 个连接上各发 10 个请求：95% 应在 \(limit) 秒内答复，实际用了 \(got) 秒",
      en: "sent 10 requests on each of 2 connections: expected 95 % of them within \(limit) s, it took \(got) s",
      isSlow: true)
  }

  /// Sends requests of one enquiry each, one after the other on each connection; if the bank has too much to do, the
  /// connection rests for as long as the reply says.
  private static func burst(connections: Int, each count: Int, _ probe: Probe) async throws -> [Reply] {
    try await withThrowingTaskGroup(of: [Reply].self) { group in
      for _ in 0..<connections {
        group.addTask {
          var replies: [Reply] = []
          for _ in 0..<count {
            let reply = try await probe.send(probe.outgoing(probe.draft(probe.enquiry())))
            if reply.isBusy { try await Task.sleep(for: min(reply.pause ?? .milliseconds(20), .seconds(5))) }
            replies.append(reply)
          }
          return replies
        }
      }
      var replies: [Reply] = []
      for try await part in group { replies += part }
      return replies
    }
  }
}

extension Duration {
  /// The duration in seconds with two places.
  fileprivate var text: String {
    let hundredths = (components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000) / 10
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
