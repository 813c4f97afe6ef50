import Domain
import Measures
import Store

/// What the database tells of the service's work: read when somebody asks, by counts that are kept in order anyway.
struct StoreFigures: Sendable {
  /// The number of the revision in force.
  let revision: Int
  let queues: [BankQueue]
  /// How long the work that is due longest has been due.
  let dueSeconds: Double
  let messagesWaiting: Int
  /// How long the oldest report whose term is over has kept its bytes in the file.
  let expirySeconds: Double
  let certifications: [(bank: BankCode, daysLeft: Double)]
  let now: Moment

  init(_ transaction: Transaction, _ gate: Gate) throws {
    now = transaction.now
    revision = gate.revision
    queues = try transaction.queues(gate)
    dueSeconds = Self.seconds(since: try transaction.nextDue(), until: now)
    messagesWaiting = try transaction.waitingMessageCount()
    let oldest = try transaction.endedVaults().first?.day
    expirySeconds = Self.seconds(since: oldest.map { $0.adding(1).start }, until: now)
    certifications = try transaction.certificationEnds.all().sorted { $0.key < $1.key }
      .map { [now] in ($0.key, Double($0.value.since(now).milliseconds) / Self.dayMilliseconds) }
  }

  private static let dayMilliseconds = 86_400_000.0

  /// The seconds since a moment; none before it, or where there is none.
  private static func seconds(since moment: Moment?, until now: Moment) -> Double {
    guard let moment else { return 0 }
    return max(0, Double(now.since(moment).milliseconds) / 1_000)
  }

  var families: [Family] {
    [
      .gauge("chaka_revision", "Number of the revision in force.", Double(revision)),
      .gauge(
        "chaka_queue_waiting", "Enquiries that wait to be asked, by bank.", by: "bank",
        queues.map { ($0.bank.text, Double($0.waiting)) }),
      .gauge(
        "chaka_queue_oldest_seconds", "How long the oldest waiting enquiry has waited, by bank.", by: "bank",
        queues.map { [now] queue in (queue.bank.text, Self.seconds(since: queue.oldest, until: now)) }),
      .gauge("chaka_due_seconds", "How long the oldest due work has been due.", dueSeconds),
      .gauge("chaka_messages_waiting", "SMS that the gateway has not taken yet.", Double(messagesWaiting)),
      .gauge(
        "chaka_expiry_lag_seconds", "How long after its last day the oldest expired report is still in the file.",
        expirySeconds),
      .gauge(
        "chaka_certification_days_left", "Days until a bank's certification ends.", by: "bank",
        certifications.map { ($0.bank.text, $0.daysLeft) }),
    ]
  }
}
