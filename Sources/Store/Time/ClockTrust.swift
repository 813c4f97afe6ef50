import Domain

/// The latest time that a write carried, and when the machine that wrote it had been started by its clock.
struct NotedTime: Equatable {
  let latest: Moment
  let machineStart: Moment?

  /// Nothing was written yet.
  static let never = NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)

  /// What is sealed of it.
  var text: String { "\(latest.milliseconds)\(machineStart.map { " \($0.milliseconds)" } ?? "")" }
}

/// How a clock stands to the latest time written.
public enum ClockStanding: Sendable, Equatable {
  case trusted
  /// Behind by more than `tolerance` (rule 10).
  case behind
  /// Ahead by more than `tolerance`, and not borne out (rule 14).
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
/// A service may be silent for a night or a holiday, so the length of a silence alone says nothing. A clock is believed
/// where the machine has run on since the latest write without its clock being set; where a time source keeps the kernel's
/// clock, and this program's agrees with it; and, where neither is known, for `unproven` after the latest write.
enum ClockTrust {
  /// How far apart the clocks of several programs may be: they are never quite together.
  static let tolerance = Span.minutes(5)
  /// How far ahead of the latest write a clock is believed that nothing bears out and nothing contradicts.
  static let unproven = Span.hours(1)

  static func standing(of now: Moment, to noted: NotedTime, by witness: (any ClockWitness)?) -> ClockStanding {
    guard now.adding(tolerance) >= noted.latest else { return .behind }
    guard let witness, noted.latest.milliseconds > 0, now > noted.latest.adding(tolerance) else { return .trusted }
    if let noted = noted.machineStart, let start = witness.machineStart(at: now), isNear(start, noted) {
      return .trusted
    }
    if let kernel = witness.kernelTime, !isNear(kernel, now) { return .doubted(.contradicted) }
    if witness.isSynchronised || now <= noted.latest.adding(unproven) { return .trusted }
    return .doubted(.unproven)
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
