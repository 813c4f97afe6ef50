import Domain

/// How a clock stands to the latest time written, and to the machine.
public enum ClockStanding: Sendable, Equatable {
  case trusted
  /// Behind the latest write by more than `tolerance` (rule 10).
  case behind
  /// Behind the kernel's own clock by more than `tolerance`.
  case slow(kernel: Moment)
  /// Ahead, and not borne out (rule 14).
  case doubted(ClockDoubt)
}

/// Why a clock that runs ahead is not believed.
public enum ClockDoubt: String, Sendable, Equatable {
  /// The kernel's own clock says something else.
  case contradicted
  /// The clock was set, or the machine was started, since the latest write, and no time source keeps the kernel's clock.
  case unproven
}

/// Judges a clock before anything is applied, written or destroyed by it (rules 10 and 14).
///
/// The kernel is asked each time, however near the latest write is: steps that are small enough to pass would add up. A
/// program's clock has to be the kernel's, or as far from it as an operator has taken for right. The kernel's own clock is
/// believed where a time source keeps it; where the machine has run on without its clock being set; and, where neither is
/// known, for `unproven` beyond what is noted. A service may be silent for a night or a holiday, so the length of a silence
/// alone says nothing.
enum ClockTrust {
  /// How far apart the clocks of several programs may be: they are never quite together.
  static let tolerance = Span.minutes(5)
  /// How far a clock may have been set ahead that nothing bears out and nothing contradicts.
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

/// What is known of the time at one moment.
public struct ClockReading: Sendable, Equatable {
  /// What this program's clock says.
  public let now: Moment
  /// The latest time that a write carried; 1970 where none did.
  public let latest: Moment
  public let standing: ClockStanding
  /// The kernel's own time; nil where it does not tell, and in a sandbox.
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

  /// Whether this program's clock is the kernel's, as far as that tells.
  public var agreesWithKernel: Bool { kernel.map { ClockTrust.isNear($0, now) } ?? true }
}
