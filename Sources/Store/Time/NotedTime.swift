import Domain

/// The latest time that a write carried, and by what that time was believed.
struct NotedTime: Equatable {
  let latest: Moment
  /// When the machine had been started, by the kernel's clock when it was borne out last. Steps that are too small to be
  /// doubted do not move it, so that they do not add up.
  let machineStart: Moment?
  /// Which run of the machine that was.
  let boot: String?
  /// How far from the kernel's clock an operator took a program's clock as right; nil where it is the kernel's.
  let ahead: Span?

  init(latest: Moment, machineStart: Moment?, boot: String? = nil, ahead: Span? = nil) {
    self.latest = latest
    self.machineStart = machineStart
    self.boot = boot
    self.ahead = ahead
  }

  /// Nothing was written yet.
  static let never = NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)

  /// Nothing is written at the time that an operator has taken as right, and it is the next to be.
  static func taken(_ now: Moment, by witness: (any ClockWitness)?) -> NotedTime {
    guard let witness else { return .never }
    let kernel = witness.kernelTime ?? now
    return NotedTime(
      latest: never.latest, machineStart: witness.start(by: now), boot: witness.boot,
      ahead: ClockTrust.isNear(now, kernel) ? nil : now.since(kernel))
  }

  /// What is noted of a write at `now`, which was believed.
  func following(_ now: Moment, by witness: (any ClockWitness)?) -> NotedTime {
    guard let witness else { return NotedTime(latest: now, machineStart: nil) }
    let start = witness.start(by: now)
    let isKernels = witness.kernelTime.map { ClockTrust.isNear(now, $0) } ?? true
    return NotedTime(
      latest: now, machineStart: isRenewed(by: witness, start) ? start : machineStart, boot: witness.boot ?? boot,
      ahead: isKernels ? nil : ahead)
  }

  /// Whether what the machine says now is better founded than what is noted: a time source keeps the clock, or the machine
  /// was started anew.
  private func isRenewed(by witness: any ClockWitness, _ start: Moment?) -> Bool {
    guard let machineStart, let start, !witness.isSynchronised else { return true }
    guard let boot, let now = witness.boot else { return !ClockTrust.isNear(start, machineStart) }
    return boot != now
  }

  /// What is sealed of it.
  var text: String {
    let parts = [
      "\(latest.milliseconds)", machineStart.map { "\($0.milliseconds)" }, boot.map { "boot \($0)" },
      ahead.map { "ahead \($0.milliseconds)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
