import Domain

/// The latest time that a write carried, and the evidence by which it was believed.
struct NotedTime: Equatable {
  let latest: Moment
  /// The time at which the machine was started, by the kernel's clock when its time was proved last. Steps that are too
  /// small to be doubted do not change this, so that they do not add up.
  let machineStart: Moment?
  /// The identifier of that run of the machine.
  let boot: String?
  /// The difference from the kernel's clock that an operator accepted for a program's clock; nil if there is none.
  let ahead: Span?

  init(latest: Moment, machineStart: Moment?, boot: String? = nil, ahead: Span? = nil) {
    self.latest = latest
    self.machineStart = machineStart
    self.boot = boot
    self.ahead = ahead
  }

  /// The noted time of a database without writes.
  static let never = NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)

  /// The noted time after an operator accepted `now`: no write has carried it yet.
  static func taken(_ now: Moment, by witness: (any ClockWitness)?) -> NotedTime {
    guard let witness else { return .never }
    let kernel = witness.kernelTime ?? now
    return NotedTime(
      latest: never.latest, machineStart: witness.start(by: now), boot: witness.boot,
      ahead: ClockTrust.isNear(now, kernel) ? nil : now.since(kernel))
  }

  /// The noted time after a write at `now`, which was believed.
  func following(_ now: Moment, by witness: (any ClockWitness)?) -> NotedTime {
    guard let witness else { return NotedTime(latest: now, machineStart: nil) }
    let start = witness.start(by: now)
    let isKernels = witness.kernelTime.map { ClockTrust.isNear(now, $0) } ?? true
    return NotedTime(
      latest: now, machineStart: isRenewed(by: witness, start) ? start : machineStart, boot: witness.boot ?? boot,
      ahead: isKernels ? nil : ahead)
  }

  /// Whether the machine's present account is better founded than the noted one: a time source keeps the clock, or the
  /// machine was started anew.
  private func isRenewed(by witness: any ClockWitness, _ start: Moment?) -> Bool {
    guard let machineStart, let start, !witness.isSynchronised else { return true }
    guard let boot, let now = witness.boot else { return !ClockTrust.isNear(start, machineStart) }
    return boot != now
  }

  /// The text that is sealed.
  var text: String {
    let parts = [
      "\(latest.milliseconds)", machineStart.map { "\($0.milliseconds)" }, boot.map { "boot \($0)" },
      ahead.map { "ahead \($0.milliseconds)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
