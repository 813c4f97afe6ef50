import RolloutControl
import Store
import Text

/// Asks about random past moments of a rollout with many revisions: all banks of a region, each with the rule that
/// decided.
struct WhyBench {
  private let settings: BenchSettings

  init(_ settings: BenchSettings) { self.settings = settings }

  func run() throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let database = try RevisedDatabase("why", in: workplace)
    let (all, questions) = (settings.count(10_000, quick: 200), settings.count(1_000, quick: 20))
    settings.say(zh: "原因：建立 \(all) 个版本", en: "why: making \(all) revisions")
    for first in stride(from: 0, to: all, by: 500) {
      try database.store.write(protecting: .rollout) {
        try database.revise(min(500, all - first), first: first, of: all, in: $0)
      }
    }
    settings.say(zh: "原因：询问", en: "why: asking")
    let times = try ask(questions, of: database, revisions: all).sorted()
    return BenchReport(
      bench: .why,
      figures: [
        Figure(
          "explainMedian", zh: "explain … at，中位数", en: "explain ... at, median", times[times.count / 2], .milliseconds),
        Figure(
          "explainSlowest", zh: "explain … at，最慢", en: "explain ... at, slowest", times[times.count - 1], .milliseconds,
          bound: .atMost(20)),
      ],
      notes: [
        Bilingual(
          zh: "\(all) 个版本，\(questions) 个随机的过去时刻，每次一个地区的全部银行，各附定下它的版本和操作员",
          en: """
            \(all) revisions, \(questions) random past moments, each time all banks of a region with the revision and the \
            operator that decided each
            """)
      ])
  }

  /// The milliseconds of each question.
  private func ask(_ count: Int, of database: RevisedDatabase, revisions all: Int) throws -> [Double] {
    let session = try OperatorSession(store: database.store, author: "bench")
    return try (0..<count).map { round in
      let moment = database.time(of: round * 7_919 % all, among: all)
      let region = database.catalogue.regions[round % database.catalogue.regions.count].code
      let begin = Stopwatch.wall
      let answer = try session.explanations.explain(region: region, banks: [], channel: .app, at: moment)
      let spent = Double(Stopwatch.wall - begin) / 1_000_000
      precondition(answer.banks.count == database.catalogue.banks.count, "every bank is answered for")
      return spent
    }
  }
}
