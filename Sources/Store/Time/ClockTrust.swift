import Domain

/// The relation of a clock to the latest time written, and to the machine's clock.
public enum ClockStanding: Sendable, Equatable {
  case trusted
  /// The clock is behind the latest write by more than `tolerance` (rule 10).
  case behind
  /// The clock is behind the kernel's own clock by more than `tolerance`.
  case slow(kernel: Moment)
  /// The clock is ahead, and not borne out (rule 14).
  case doubted(ClockDoubt)
}

/// The reason why a clock that runs ahead is not believed.
public enum ClockDoubt: String, Sendable, Equatable {
  /// The kernel's own clock shows another time.
  case contradicted
  /// The clock was set, or the machine was started, since the latest write, and no time source keeps the kernel's
  /// clock.
  case unproven
}

/// Judges a clock before anything is applied, written or destroyed by its time (rules 10 and 14).
///
/// The kernel is asked each time, however near the latest write is: steps that are small enough to pass would add up. A
/// program's clock has to agree with the kernel's, or differ from it by as much as an operator has accepted. The
/// kernel's own clock is believed if a time source keeps it; if the machine has run on without its clock being set;
/// and, if neither is known, for `unproven` beyond the latest time. A service may be silent for a night or a holiday,
/// so the length of a silence alone says nothing.
enum ClockTrust {
  /// The difference that the clocks of several programs may have: they never agree entirely.
  static let tolerance = Span.minutes(5)
  /// The time by which a clock may run ahead of the latest write with no proof and no contradiction.
  static let unproven = Span.hours(1)

  static func standing(of now: Moment, to noted: NotedTime, by witness: (any ClockWitness)?) -> ClockStanding {
    guard now.adding(tolerance) >= noted.latest else { return .behind }
    guard let witness else { return .trusted }
    if let kernel = witness.kernelTime, !isKernels(now, kernel, noted) {
      return now < kernel ? .slow(kernel: kernel) : .doubted(.contradicted)
    }
    return isBorneOut(now, noted, witness) ? .trusted : .doubted(.unproven)
  }

  private static func isKernels(_ now: Moment, _ kernel: Moment, _ noted: NotedTime) -> Bool {
    isNear(now, kernel) || noted.ahead.map { isNear(now, kernel.adding($0)) } ?? false
  }

  /// Whether the kernel's clock itself can be right.
  private static func isBorneOut(_ now: Moment, _ noted: NotedTime, _ witness: any ClockWitness) -> Bool {
    guard noted.latest.milliseconds > 0, !witness.isSynchronised else { return true }
    let isWithin = now <= noted.latest.adding(unproven)
    guard let before = noted.machineStart, let start = witness.start(by: now) else { return isWithin }
    guard let boot = noted.boot, let current = witness.boot else { return isNear(start, before) || isWithin }
    return boot == current ? start <= before.adding(unproven) : isWithin
  }

  static func isNear(_ one: Moment, _ other: Moment) -> Bool {
    abs(one.milliseconds - other.milliseconds) <= tolerance.milliseconds
  }
}

/// The known times at one moment.
public struct ClockReading: Sendable, Equatable {
  /// The time of this program's clock.
  public let now: Moment
  /// The latest time that a write carried; 1970 if nothing was written.
  public let latest: Moment
  public let standing: ClockStanding
  /// The kernel's own time; nil if the kernel does not tell, and in a sandbox.
  public let kernel: Moment?
  /// Whether a time source keeps the kernel's clock; nil in a sandbox.
  public let isSynchronised: Bool?

  init(now: Moment, noted: NotedTime, witness: (any ClockWitness)?) {
    self.now = now
    latest = noted.latest
    standing = ClockTrust.standing(of: now, to: noted, by: witness)
    kernel = witness?.kernelTime
    isSynchronised = witness?.isSynchronised
  }

  /// Whether this program's clock agrees with the kernel's, as far as the kernel tells.
  public var agreesWithKernel: Bool { kernel.map { ClockTrust.isNear($0, now) } ?? true }
}
