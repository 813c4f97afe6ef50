import BankLink
import Crypto
import Foundation

/// The load that a bank has to bear. These run one after the other, after everything else.
enum LoadChecks {
  static let all = [parallel, retryAfter, pace]

  private static let parallel = Check(
    "load.parallel", zh: "同时承受四个连接", en: "four connections are served at once"
  ) { probe in
    let replies = try await burst(connections: 4, each: 6, probe)
    // Whether a 429 has a time to come back is for `load.retry_after`.
    let bad = replies.filter { $0.status != 200 && $0.status != 429 && $0.pause == nil }
    guard let first = bad.first else { return }
    throw Finding(
      zh: "4 个连接各 6 个请求：应为 200（或带 Retry-After 的 429、503），有 \(bad.count) 个不是，例如 \(first.told.zh)",
      en: """
        sent 6 requests on each of 4 connections: expected 200 (or 429 or 503 with Retry-After), \(bad.count) were not, \
        such as \(first.told.en)
        """)
  }

  private static let retryAfter = Check(
    "load.retry_after", zh: "429 要说明何时再来", en: "429 says when to come back"
  ) { probe in
    let replies = try await burst(connections: 4, each: 6, probe)
    guard replies.contains(where: { $0.status == 429 && $0.field("retry-after") == nil }) else { return }
    throw Finding(zh: "429 没有 Retry-After", en: "a 429 came without Retry-After")
  }

  private static let pace = Check(
    "load.pace", zh: "95% 的请求在限时内答复", en: "95 % of requests are answered in time"
  ) { probe in
    let replies = try await burst(connections: 2, each: 10, probe)
    let times = replies.map(\.took).sorted()
    guard let slowest = times.dropLast(times.count / 20).last, slowest > probe.limits.pace else { return }
    let (limit, got) = (probe.limits.pace.text, slowest.text)
    throw Finding(
      zh: "2 个连接各 10 个请求：95% 应在 \(limit) 秒内答复，实际用了 \(got) 秒",
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
            let reply = try await probe.send(probe.parcel(probe.draft(probe.enquiry())))
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
