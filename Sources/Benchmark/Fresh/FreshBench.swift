import BankSandbox
import Foundation
import Registry
import Store
import Text

/// Eight processes accept queries on one database while another commits 1,000 times, and every reported and stored
/// decision is checked against rule 1.
struct FreshBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private static let acceptors = 8
  private var commits: Int { settings.count(1_000, quick: 50) }
  private var people: Int { settings.count(2_400, quick: 400) }
  /// The seconds to get ready, and to end work in progress.
  private static let patience: Int64 = 60

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let sandbox = try OpenSandbox("fresh", in: workplace, registry: registry, book: Book(cardholders: []))
    settings.say(zh: "时效：登记 \(people) 名申请人", en: "fresh: registering \(people) applicants")
    let applicants = try await register(sandbox)
    let base = try base(of: sandbox.store)
    settings.say(
      zh: "时效：\(Self.acceptors) 个进程受理，另一个提交 \(commits) 次",
      en: "fresh: \(Self.acceptors) processes accept while another commits \(commits) times")
    let events = try play(applicants, at: StoreLocation(in: workplace, "fresh"), workplace)
    let verdict = try verdict(on: events, base: base, sandbox.store)
    return BenchReport(bench: .fresh, figures: figures(verdict, events.commits), notes: [Self.note])
  }

  /// Registers people, each with the code for one bank, while everything is open; the regions and banks by turns.
  private func register(_ sandbox: OpenSandbox) async throws -> [FreshPerson] {
    let pattern = FreshPattern(registry.catalogue)
    return try await (0..<people).map { $0 }.together(64) { number in
      let resident = try Resident(number)
      let (region, bank) = (pattern.regions[number / 8 % 2], pattern.banks[number / 16 % 2])
      let token = try await sandbox.register(resident, region: region)
      return FreshPerson(try await sandbox.prepare(resident, token, banks: .named([bank])), region, bank)
    }
  }

  /// The revision before the first commit, under which everything is open.
  private func base(of store: Store) throws -> FreshCommit {
    let pattern = FreshPattern(registry.catalogue)
    return FreshCommit(
      revision: try store.runningRevision().number, regions: pattern.regions, banks: pattern.banks,
      span: Stopwatch.wall...Stopwatch.wall)
  }

  private func play(_ people: [FreshPerson], at location: StoreLocation, _ workplace: Workplace) throws -> [FreshEvent]
  {
    func process(_ part: BenchPart, _ name: String, _ people: [FreshPerson]) throws -> PartProcess {
      let list = "\(workplace.path)/\(name).people"
      try Data(people.map(\.line).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: list))
      return try PartProcess(
        part, PartOrder(location: location, people: list, count: commits), in: workplace, name: name)
    }
    let acceptors = try (0..<Self.acceptors).map { index in
      try process(
        .accept, "accept-\(index)", stride(from: index, to: people.count, by: Self.acceptors).map { people[$0] })
    }
    let committer = try process(.commit, "commit", [])
    let ready = Stopwatch.wall + Self.patience * 1_000_000_000
    for process in acceptors + [committer] { try process.waitUntilReady(by: ready) }
    for process in acceptors + [committer] { try process.begin() }
    if !committer.waitUntilOver(by: settings.deadline) { committer.stop(within: Self.patience) }
    for process in acceptors { process.stop(within: Self.patience) }
    return (acceptors + [committer]).flatMap { $0.lines.compactMap { FreshEvent(line: $0) } }
  }

  private func verdict(on events: [FreshEvent], base: FreshCommit, _ store: Store) throws -> FreshVerdict {
    try store.read { transaction in
      var stored: [String: FreshVerdict.Row] = [:]
      var number = 1
      while let query = try transaction.query(number: number) {
        stored[query.id] = .init(
          revision: query.revision, region: query.region, banks: query.banks, acceptedAt: query.acceptedAt)
        number += 1
      }
      let inForce = try transaction.allRevisions().map { ($0.number, $0.effectiveAt) }
      return FreshVerdict(
        events, base: base, stored: stored, inForce: Dictionary(uniqueKeysWithValues: inForce))
    }
  }

  private func figures(_ verdict: FreshVerdict, _ commits: [FreshCommit]) -> [Figure] {
    let first = commits.map(\.span.lowerBound).min() ?? 0
    let seconds = Double((commits.map(\.span.upperBound).max() ?? 0) - first) / 1e9
    let taken = Samples(commits.map { Double($0.span.upperBound - $0.span.lowerBound) / 1e6 })
    func count(_ key: String, zh: String, en: String, _ value: Int, _ bound: Figure.Bound? = nil) -> Figure {
      Figure(key, zh: zh, en: en, Double(value), .count, bound: bound)
    }
    return [
      count("processes", zh: "受理的进程", en: "processes that accept", Self.acceptors),
      count("commits", zh: "其间的提交", en: "commits meanwhile", commits.count, .atLeast(Double(self.commits))),
      Figure("commitsPerSecond", zh: "提交速度", en: "commits", Double(commits.count) / max(seconds, 0.001), .perSecond),
      Figure("commitMedian", zh: "一次提交（中位数）", en: "one commit (median)", taken.median, .milliseconds),
      count("acceptances", zh: "受理", en: "accepted", verdict.acceptances, .atLeast(1)),
      count("refusals", zh: "拒绝", en: "refused", verdict.refusals, .atLeast(1)),
      count(
        "stale", zh: "提交返回之后仍按旧版本判断", en: "decided by an old revision after the commit returned", verdict.stale,
        .atMost(0)),
      count(
        "overtaken", zh: "下一版本生效之后才存下", en: "stored after the next revision was in force", verdict.overtaken, .atMost(0)
      ),
      count(
        "premature", zh: "按尚未提交的版本判断", en: "decided by a revision not committed yet", verdict.premature, .atMost(0)),
      count(
        "misjudged", zh: "与所依版本不符的判断", en: "decided differently from what the revision says", verdict.misjudged,
        .atMost(0)),
      count("lost", zh: "承诺与存储不一致的查询", en: "queries not stored as promised", verdict.lost, .atMost(0)),
      count("failed", zh: "等待数据库过久而失败的申请", en: "applications that waited too long for the database", verdict.failures),
    ]
  }

  private static let note = Bilingual(
    zh: "每个进程各有自己的数据库连接，走真实的申请；每次提交都写入磁盘，轮流开放两个地区、接入两家银行之一；时间取自各进程共用的单调时钟。",
    en:
      "Each process has connections of its own and takes real applications; every commit is on the disk, and opens one of two regions and connects one of two banks by turns. Times are of the monotonic clock that all processes share."
  )
}
