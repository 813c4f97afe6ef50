import Domain

/// The latest time that a write carried, and the evidence by which it was believed.
///
/// The time is noted to the second, so that most commits leave the one row of the clock alone: rounded up, so that no
/// write has carried a later time, whatever happens to the program that knows the exact one. As long as one program
/// alone has written in that second, it is the keeper and goes by the exact time in its memory. Every other program
/// (another one, or the same one opened again) that writes before the noted time carries the noted time, and takes the
/// keeper away; after that nobody writes at an earlier time. So times never go back, in one program or across several,
/// whatever their clocks do, and a write carries less than a second more than its clock shows at most.
struct NotedTime: Equatable {
  /// No write has carried a later time.
  let latest: Moment
  /// The time at which the machine was started, by the kernel's clock when its time was proved last. Steps that are too
  /// small to be doubted do not change this, so that they do not add up.
  let machineStart: Moment?
  /// The identifier of that run of the machine.
  let boot: String?
  /// The difference from the kernel's clock that an operator accepted for a program's clock; nil if there is none.
  let ahead: Span?
  /// The program that alone has written in the noted second (`TimeKeeper`); nil if several have, or none.
  let keeper: String?

  init(
    latest: Moment, machineStart: Moment?, boot: String? = nil, ahead: Span? = nil, keeper: String? = nil
  ) {
    self.latest = latest
    self.machineStart = machineStart
    self.boot = boot
    self.ahead = ahead
    self.keeper = keeper
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

  /// The noted time after a believed write at `now`: by the program that is the first to write in that second, or
  /// (`keeper` nil) by one that joins others at the noted time.
  func following(_ now: Moment, by witness: (any ClockWitness)?, keeper: String?) -> NotedTime {
    let latest = now.fullSecond
    guard let witness else { return NotedTime(latest: latest, machineStart: nil, keeper: keeper) }
    let start = witness.start(by: now)
    let isKernels = witness.kernelTime.map { ClockTrust.isNear(now, $0) } ?? true
    return NotedTime(
      latest: latest, machineStart: isRenewed(by: witness, start) ? start : machineStart, boot: witness.boot ?? boot,
      ahead: isKernels ? nil : ahead, keeper: keeper)
  }

  /// The noted time as a program knows it: with the time of its own latest write if it is the keeper. No write carries a
  /// time before that.
  func known(to program: String, own: Moment?) -> NotedTime {
    guard program == keeper, let own else { return self }
    return NotedTime(latest: own, machineStart: machineStart, boot: boot, ahead: ahead, keeper: keeper)
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
      ahead.map { "ahead \($0.milliseconds)" }, keeper.map { "keeper \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension Moment {
  /// The first full second that is not before.
  var fullSecond: Moment {
    let over = milliseconds % 1_000
    return over > 0 ? adding(.milliseconds(1_000 - over)) : self
  }
}
