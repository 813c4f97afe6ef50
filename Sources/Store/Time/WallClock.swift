import Domain
import Foundation

/// The one clock, which is passed in from outside (docs/rules.md, "Time").
public protocol WallClock: Sendable {
  var now: Moment { get }
  /// Returns once `now` has reached the moment. Throws `CancellationError` when the task is cancelled.
  func sleep(until moment: Moment) async throws
  /// The witness that the clock is checked by; nil for a clock without one, such as a pretended one.
  var witness: (any ClockWitness)? { get }
}

extension WallClock {
  public var witness: (any ClockWitness)? { nil }

  public func sleep(for span: Span) async throws {
    try await sleep(until: now.adding(span))
  }
}

/// The machine's clock, or in a sandbox one that started at a pretended time and runs on from there.
public struct SystemClock: WallClock {
  private let offsetMilliseconds: Int64
  public let witness: (any ClockWitness)?

  public init(startingAt pretended: Moment? = nil) {
    witness = pretended == nil ? KernelWitness() : nil
    offsetMilliseconds = pretended.map { $0.milliseconds - Self.machine } ?? 0
  }

  public var now: Moment { Moment(milliseconds: Self.machine + offsetMilliseconds) }

  public func sleep(until moment: Moment) async throws {
    let wait = moment.milliseconds - now.milliseconds
    if wait > 0 { try await Task.sleep(for: .milliseconds(wait)) } else { try Task.checkCancellation() }
  }

  private static var machine: Int64 { Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)) }
}
