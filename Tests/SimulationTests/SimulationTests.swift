import Foundation
import Testing

/// Whole histories of the system, each determined by its seed.
///
/// `CHAKA_HISTORIES=N` sets how many are played (1,000). `CHAKA_SEED=123`, or `CHAKA_SEED=100-200`, plays these alone
/// and prints their traces in full.
@Suite struct SimulationTests {
  @Test("every rule holds after each step of every history", arguments: [0, 1])
  func rulesHold(half: UInt64) async {
    let chosen = Seeds.chosen
    let (found, marks) = await OwnThread.run {
      var marks: Set<Ledger.Mark> = []
      let found = Seeds.list.filter { $0 % 2 == half }.compactMap { seed in
        let play = Play(seed: seed)
        marks.formUnion(play.marks)
        return play.report(inFull: chosen)
      }
      return (found, marks)
    }
    for report in found { Issue.record("\(report)") }
    if chosen { print("These come to \(marks.map { "\($0)" }.sorted().joined(separator: ", ")).") }
  }

  @Test("the same seed gives the same history")
  func isDeterministic() async {
    let differing = await OwnThread.run {
      (1...12).filter { Play(seed: $0).trace != Play(seed: $0).trace }
    }
    #expect(differing.isEmpty)
  }

  @Test("two seeds give two histories")
  func seedsDiffer() async {
    let traces = await OwnThread.run { [Play(seed: 1).trace, Play(seed: 2).trace] }
    #expect(traces[0].dropFirst() != traces[1].dropFirst())
  }
}

/// The seeds of the histories that are played.
enum Seeds {
  static var chosen: Bool { ProcessInfo.processInfo.environment["CHAKA_SEED"] != nil }

  static var list: [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let text = environment["CHAKA_SEED"] {
      let ends = text.split(separator: "-").compactMap { UInt64($0) }
      if let first = ends.first, let last = ends.last, first <= last { return Array(first...last) }
    }
    return Array(1...(environment["CHAKA_HISTORIES"].flatMap { UInt64($0) } ?? 1_000))
  }
}

/// One history that has been played.
struct Play {
  let seed: UInt64
  let violation: String?
  let trace: [String]
  let marks: Set<Ledger.Mark>

  init(seed: UInt64) {
    self.seed = seed
    do {
      let history = try History(seed: seed)
      violation = history.play()
      (trace, marks) = (history.trace, history.ledger.marks)
      history.close()
    } catch {
      violation = "the history cannot begin: \(error)"
      (trace, marks) = ([], [])
    }
  }

  /// The broken rule with the end of the trace; nil if there is none. Prints the whole trace if wanted.
  func report(inFull: Bool) -> String? {
    if inFull { print(trace.joined(separator: "\n")) }
    guard let violation else { return nil }
    let tail = trace.suffix(30).joined(separator: "\n")
    return "seed \(seed): \(violation)\n\(tail)\nAlone: CHAKA_SEED=\(seed) swift test --filter SimulationTests"
  }
}

/// A thread of its own: a history blocks the thread that it is played on.
enum OwnThread {
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: body()) }
      thread.stackSize = 16 << 20
      thread.start()
    }
  }
}
