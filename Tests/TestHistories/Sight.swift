import Domain

/// The visible state of a history: the values in force, the state of each commit, and each candidate.
public struct Sight: Equatable, CustomStringConvertible {
  /// The value of each thing, by its name.
  public var running: [String: String]
  /// The number of the running revision.
  public var revision: Int
  /// The state of each commit that had to be confirmed, by revision: `waiting`, `confirmed` or `undone`.
  public var timers: [Int: String]
  /// The state of each scheduled commit, by number: `pending`, `force`, `cancelled`, or the reason for which it was
  /// dropped.
  public var steps: [Int: String]
  public var candidates: [[String: String]]
  /// The reason for which the last deed was refused; nil if it was not.
  public var refusal: String?

  public init(
    running: [String: String], revision: Int, timers: [Int: String], steps: [Int: String],
    candidates: [[String: String]], refusal: String?
  ) {
    self.running = running
    self.revision = revision
    self.timers = timers
    self.steps = steps
    self.candidates = candidates
    self.refusal = refusal
  }

  public var description: String {
    func text<Key: Comparable, Value>(_ values: [Key: Value]) -> String {
      values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
    return "r\(revision) \(text(running)) | timers \(text(timers)) | steps \(text(steps)) | "
      + candidates.map { text($0) }.joined(separator: " / ") + " | \(refusal ?? "done")"
  }
}

extension Sight {
  /// The things of a rollout, by name.
  public static func things(_ rollout: Rollout) -> [String: String] {
    let bank = rollout.state(of: Deed.icbc)
    var suspension = ""
    if case .suspended(let reason, _) = bank { suspension = reason }
    var service = ""
    if case .paused(let reason) = rollout.service { service = reason }
    return [
      "shanghai": "\(rollout.share(of: Deed.shanghai))", "yunnan": "\(rollout.share(of: Deed.yunnan))",
      "app": rollout.isOpen(.app) ? "open" : "", "service": service,
      "icbc.connection": bank.regions.map { $0.json.compact } ?? "", "icbc.suspension": suspension,
    ]
  }

  public static func name(_ state: UnconfirmedCommit.State) -> String {
    switch state {
    case .waiting: "waiting"
    case .confirmed: "confirmed"
    case .restored: "undone"
    }
  }

  public static func name(_ commit: ScheduledCommit) -> String {
    switch commit.state {
    case .pending: "pending"
    case .applied: "force"
    case .cancelled: "cancelled"
    case .dropped: commit.dropReason?.rawValue ?? ""
    }
  }
}
