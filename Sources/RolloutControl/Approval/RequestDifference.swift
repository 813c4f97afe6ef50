import Domain
import Text

/// A difference between two versions of a request.
public struct RequestDifference: Sendable, Equatable {
  /// A path of the rollout (`regions.CN-SH.share`), or a term of the commit (`at`, `override`).
  public let path: String
  public let before: JSONValue
  public let now: JSONValue

  public init(path: String, before: JSONValue, now: JSONValue) {
    self.path = path
    self.before = before
    self.now = now
  }

  var json: JSONValue { ["path": .string(path), "before": before, "now": now] }
}

extension ApprovalRequest {
  /// The differences of a later version of the same request.
  func differences(to later: ApprovalRequest) -> [RequestDifference] {
    var differences: [RequestDifference] = []
    func compare(_ path: String, _ before: JSONValue, _ now: JSONValue) {
      if before != now { differences.append(RequestDifference(path: path, before: before, now: now)) }
    }
    switch (RequestedChange(json: content), RequestedChange(json: later.content)) {
    case (.commit(_, let before, let terms)?, .commit(_, let now, let laterTerms)?):
      for change in before.rollout.changes(to: now.rollout) { compare(change.path, change.from.json, change.to.json) }
      for (path, before, now) in Self.pairs(terms.json, laterTerms.json) { compare(path, before, now) }
    default: for (path, before, now) in Self.pairs(content, later.content) { compare(path, before, now) }
    }
    return differences
  }

  private static func pairs(_ before: JSONValue, _ now: JSONValue) -> [(String, JSONValue, JSONValue)] {
    guard case .object(let earlier) = before, case .object(let later) = now else { return [("content", before, now)] }
    let keys = earlier.map(\.key) + later.map(\.key).filter { key in !earlier.contains { $0.key == key } }
    return keys.map { ($0, before[$0] ?? .null, now[$0] ?? .null) }
  }
}

extension Reopening {
  /// The JSON in `review_open`, `impact`, `commit check`, `plan` and `show request`.
  public var json: JSONValue {
    [
      "review": JSONValue(review.number), "revision": JSONValue(review.revision), "author": .string(review.author),
      "reason": .string(review.reason), "paths": JSONValue(changes.map(\.path)),
    ]
  }
}
