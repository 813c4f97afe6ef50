import BankLink
import Domain
import Foundation
import Synchronization
import Text

/// Makes checks: several at a time if they do not disturb each other, then one by one those that run alone, and at the
/// end those that judge all replies.
struct CheckSeries: Sendable {
  let probe: Probe
  let workers: Int
  let progress: @Sendable (ConformanceRun.Progress) -> Void

  /// Makes the checks; gives the results in their order.
  func run(_ checks: [Check]) async -> [CheckResult] {
    let tally = Tally(count: checks.count, progress: progress)
    await run(checks.filter { $0.turn == .together }, workers: workers, tally)
    await run(checks.filter { $0.turn == .alone }, workers: 1, tally)
    await run(checks.filter { $0.turn == .last }, workers: 1, tally)
    let results = tally.results
    return checks.compactMap { results[$0.identifier] }
  }

  /// Makes checks, each as soon as one of the slots is free.
  private func run(_ checks: [Check], workers: Int, _ tally: Tally) async {
    let slots = CheckSlots(workers)
    await withDiscardingTaskGroup { group in
      for check in checks {
        await slots.take()
        group.addTask {
          let isHopeless = tally.silent >= probe.limits.silentChecks
          tally.add(isHopeless ? check.skipped : await make(check, slots))
          await slots.give()
        }
      }
    }
  }

  private func make(_ check: Check, _ slots: CheckSlots) async -> MadeCheck {
    let start = ContinuousClock.now
    let probe = probe.making(check, slots)
    let (outcome, limit, isSilent) = await outcome(of: check, probe)
    return MadeCheck(check.result(outcome, limit, ContinuousClock.now - start), isSilent: isSilent)
  }

  private func outcome(of check: Check, _ probe: Probe) async -> (CheckOutcome, CertificationLimit?, isSilent: Bool) {
    do {
      if check.needsTLS, !probe.isTLS {
        throw CheckNotMade(zh: "接口地址是明文 http，没有 TLS 可查", en: "the endpoint is plain http: there is no TLS to check")
      }
      try await withTimeLimit(probe.limits.check, probe.time) { try await check.body(probe) }
      return (.passed, nil, false)
    } catch let finding as Finding {
      return (finding.outcome(in: check.group), finding.limit, false)
    } catch let notMade as CheckNotMade {
      return (.notMade(why: notMade.why), nil, false)
    } catch let failure as BankFailure {
      let finding = Finding(failure, probe.limits)
      return (finding.outcome(in: check.group), finding.limit, true)
    } catch is TimeLimitReached {
      return (Finding.tooLong(probe.limits).outcome(in: check.group), .check, false)
    } catch {
      return (Finding(.unreachable, probe.limits).outcome(in: check.group), nil, false)
    }
  }
}

/// A check that was made, or given up.
private struct MadeCheck: Sendable {
  let result: CheckResult
  /// Whether no response came.
  let isSilent: Bool

  init(_ result: CheckResult, isSilent: Bool) {
    self.result = result
    self.isSilent = isSilent
  }
}

/// The results so far.
private final class Tally: Sendable {
  private struct State {
    var results: [String: CheckResult] = [:]
    var silent = 0
  }

  private let state = Mutex(State())
  private let count: Int
  private let progress: @Sendable (ConformanceRun.Progress) -> Void

  init(count: Int, progress: @escaping @Sendable (ConformanceRun.Progress) -> Void) {
    self.count = count
    self.progress = progress
  }

  var results: [String: CheckResult] { state.withLock(\.results) }
  /// The number of checks in a row that ended without any response.
  var silent: Int { state.withLock(\.silent) }

  func add(_ made: MadeCheck) {
    let number = state.withLock { state in
      state.results[made.result.identifier] = made.result
      state.silent = made.isSilent ? state.silent + 1 : 0
      return state.results.count
    }
    progress(.init(result: made.result, number: number, count: count))
  }
}

extension Check {
  /// The result of a check that was not tried, because the bank no longer responds.
  fileprivate var skipped: MadeCheck {
    let why = Bilingual(zh: "没有再试：该行接连几项没有任何答复", en: "not tried: the bank had stopped responding")
    return MadeCheck(result(.failed(why: why), nil, .zero), isSilent: true)
  }

  fileprivate func result(_ outcome: CheckOutcome, _ limit: CertificationLimit?, _ time: Duration) -> CheckResult {
    let milliseconds = Int(time.components.seconds * 1_000 + time.components.attoseconds / 1_000_000_000_000_000)
    return CheckResult(
      identifier: identifier, group: group, title: title, outcome: outcome, limit: limit, milliseconds: milliseconds)
  }
}
