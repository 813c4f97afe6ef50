import BankLink
import Domain
import QueryEngine
import Registry
import Store
import Synchronization
import Text

/// Measures the time of the other banks' answers while one bank never answers, in turns with rounds in which it does.
struct SlowBankBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var queries: Int { settings.count(100, quick: 8) }
  private var rounds: Int { settings.count(5, quick: 1) }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let silent = registry.catalogue.banks[0].code
    let sound = try BankProcess(in: workplace)
    defer { sound.stop() }
    let unsound = try BankProcess(in: workplace, behaviour: ["\(silent): { fail: timeout }"])
    defer { unsound.stop() }
    var with = Samples()
    var without = Samples()
    for round in 0...rounds {
      settings.say(zh: "慢银行：第 \(round) 轮，共 \(rounds) 轮", en: "slow bank: round \(round) of \(rounds)")
      let quiet = try await percentile(sound, silent, in: workplace, "sound-\(round)")
      let slow = try await percentile(unsound, silent, in: workplace, "unsound-\(round)")
      guard round > 0 else { continue }
      without.add(quiet)
      with.add(slow)
    }
    let ratio = Samples(zip(with.values, without.values).map { $0 / $1 }).median
    return BenchReport(
      bench: .slow,
      figures: [
        Figure(
          "others", zh: "其余 23 家银行答复的 p95", en: "p95 of the 23 others' answers", with.median / 1e6, .milliseconds,
          against: .init(zh: "没有慢银行时", en: "without the slow bank", without.median / 1e6), ratio: ratio,
          bound: .atMost(1.2))
      ],
      notes: [
        Bilingual(
          zh: "\(queries) 个查询同时受理，从引擎开始到银行的答复入库。",
          en: "\(queries) queries are accepted together; from the engine's start until a bank's answer is stored.")
      ])
  }

  /// The 95th percentile of the times of the other banks' answers, in nanoseconds from the engine's start.
  private func percentile(
    _ banks: BankProcess, _ silent: BankCode, in workplace: Workplace, _ name: String
  ) async throws -> Double {
    let times = AnswerTimes()
    let connected = try ConnectedSandbox(name, in: workplace, registry: registry, banks: banks) {
      TimedPort(port: $0, times: times)
    }
    let people = try await connected.people(0..<queries, registry)
    let sandbox = connected.sandbox
    _ = try await people.together(16) { try await sandbox.apply($0) }
    let expected = queries * (registry.catalogue.banks.count - 1)
    times.begin()
    try await sandbox.engine.run(until: { times.count(without: silent) >= expected }, abandoning: true)
    await connected.port.shutdown()
    return times.samples(without: silent).percentile(95)
  }
}

/// The times of each bank's answers.
private final class AnswerTimes: Sendable {
  private let state = Mutex<(start: Int64, times: [(bank: BankCode, at: Int64)])>((0, []))

  func begin() { state.withLock { $0 = (Stopwatch.wall, []) } }

  func add(_ bank: BankCode, _ count: Int) {
    let now = Stopwatch.wall
    state.withLock { state in
      for _ in 0..<count { state.times.append((bank, now)) }
    }
  }

  func count(without bank: BankCode) -> Int { state.withLock { $0.times.count { $0.bank != bank } } }

  func samples(without bank: BankCode) -> Samples {
    state.withLock { state in Samples(state.times.filter { $0.bank != bank }.map { Double($0.at - state.start) }) }
  }
}

/// A port that notes the times of answers.
private struct TimedPort: BankPort {
  let port: HTTPBankPort
  let times: AnswerTimes

  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let replies = try await port.ask(enquiries, at: endpoint, batch: batch, callback: callback)
    times.add(endpoint.bank, replies.items.count)
    return replies
  }

  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    try await port.fetch(enquiries, at: endpoint)
  }
}
