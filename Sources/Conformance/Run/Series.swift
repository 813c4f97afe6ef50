import BankLink
import Domain
import Foundation

/// Makes checks: several at a time where they do not disturb each other, then one by one those that run alone.
struct Series: Sendable {
  let probe: Probe
  let workers: Int
  let progress: @Sendable (ConformanceRun.Progress) -> Void

  /// Results in the order of the checks.
  func run(_ checks: [Check]) async -> [CheckResult] {
    var tally = Tally(count: checks.count, progress: progress)
    await run(checks.filter { !$0.runsAlone }, workers: workers, &tally)
    await run(checks.filter(\.runsAlone), workers: 1, &tally)
    return checks.compactMap { tally.results[$0.identifier] }
  }

  private func run(_ checks: [Check], workers: Int, _ tally: inout Tally) async {
    await withTaskGroup(of: Made.self) { group in
      for check in checks.prefix(workers) { group.addTask { await make(check) } }
      var waiting = checks.dropFirst(workers)
      while let made = await group.next() {
        tally.add(made)
        guard let check = waiting.popFirst() else { continue }
        let isHopeless = tally.silent >= probe.limits.silentChecks
        group.addTask { isHopeless ? check.skipped : await make(check) }
      }
    }
  }

  private func make(_ check: Check) async -> Made {
    let start = ContinuousClock.now
    let (outcome, isSilent) = await outcome(of: check)
    return Made(check.result(outcome, ContinuousClock.now - start), isSilent: isSilent)
  }

  private func outcome(of check: Check) async -> (CheckOutcome, isSilent: Bool) {
    do {
      try await withTimeLimit(probe.limits.check) { try await check.body(probe) }
      return (.passed, false)
    } catch let finding as Finding {
      return (finding.outcome(in: check.group), false)
    } catch let failure as BankFailure {
      return (Finding(failure).outcome(in: check.group), true)
    } catch {
      return (Finding(.timedOut).outcome(in: check.group), false)
    }
  }
}

/// A check that was made, or given up.
private struct Made: Sendable {
  let result: CheckResult
  /// No response came.
  let isSilent: Bool

  init(_ result: CheckResult, isSilent: Bool) {
    self.result = result
    self.isSilent = isSilent
  }
}

/// What has been found so far.
private struct Tally {
  let count: Int
  let progress: @Sendable (ConformanceRun.Progress) -> Void
  private(set) var results: [String: CheckResult] = [:]
  /// How many in a row ended without any response.
  private(set) var silent = 0

  init(count: Int, progress: @escaping @Sendable (ConformanceRun.Progress) -> Void) {
    self.count = count
    self.progress = progress
  }

  mutating func add(_ made: Made) {
    results[made.result.identifier] = made.result
    silent = made.isSilent ? silent + 1 : 0
    progress(.init(result: made.result, number: results.count, count: count))
  }
}

extension Check {
  /// Not tried, because the bank no longer responds.
  fileprivate var skipped: Made {
    let why = Bilingual(zh: "没有再试：该行接连没有任何答复", en: "not tried: the bank had stopped responding")
    return Made(result(.failed(why: why), .zero), isSilent: true)
  }

  fileprivate func result(_ outcome: CheckOutcome, _ time: Duration) -> CheckResult {
    let milliseconds = Int(time.components.seconds * 1_000 + time.components.attoseconds / 1_000_000_000_000_000)
    return CheckResult(
      identifier: identifier, group: group, title: title, outcome: outcome, milliseconds: milliseconds)
  }
}
