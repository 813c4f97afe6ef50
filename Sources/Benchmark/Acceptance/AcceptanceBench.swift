import BankSandbox
import Registry
import Store
import Text

/// Measures the cost of accepting one query in a database without a past, and in one with a million people and a
/// million past queries.
struct AcceptanceBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var past: Int { settings.count(1_000_000, quick: 10_000) }
  private var blocks: Int { settings.count(12, quick: 2) }
  private var perBlock: Int { settings.count(30, quick: 5) }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let banks = registry.catalogue.banks.map(\.code)
    settings.say(zh: "受理：装入 \(past) 人与 \(past) 次查询", en: "accept: loading \(past) people and \(past) queries")
    let start = Stopwatch.wall
    let large = try OpenSandbox(
      "large", in: workplace, registry: registry, book: Book(cardholders: []),
      fill: BulkLoad(people: past, banks: banks).fill)
    let loading = Double(Stopwatch.wall - start) / 1e9
    let empty = try OpenSandbox("empty", in: workplace, registry: registry, book: Book(cardholders: []))
    settings.say(zh: "受理：登记申请人", en: "accept: registering applicants")
    let applicants = try await [ready(empty), ready(large)]
    settings.say(zh: "受理：轮流测量", en: "accept: measured in turns")
    let costs = try await measure([empty, large], applicants)
    return BenchReport(
      bench: .accept, figures: figures(empty: costs[0], large: costs[1], loading: loading), notes: [Self.note])
  }

  private func ready(_ sandbox: OpenSandbox) async throws -> [OpenSandbox.Ready] {
    let region = registry.catalogue.regions[0].code
    return try await (0..<((blocks + 1) * perBlock)).map { $0 }.together(16) { number in
      let resident = try Resident(number)
      return try await sandbox.prepare(resident, sandbox.register(resident, region: region))
    }
  }

  /// The cost of one query: nanoseconds of processor time, pages appended to the log, pages written in all.
  private struct Cost {
    var processor = Samples()
    var logged = Samples()
    var written = Samples()
  }

  /// Measures blocks of acceptances in turns; the first block of each warms up.
  private func measure(_ grounds: [OpenSandbox], _ applicants: [[OpenSandbox.Ready]]) async throws -> [Cost] {
    var costs = grounds.map { _ in Cost() }
    let end = settings.deadline
    for block in 0...blocks where block < 2 || Stopwatch.wall < end {
      for (index, sandbox) in grounds.enumerated() {
        let people = Array(applicants[index][(block * perBlock)..<((block + 1) * perBlock)])
        let cost = try await accept(people, sandbox)
        guard block > 0 else { continue }
        costs[index].processor.add(cost.processor)
        costs[index].logged.add(cost.logged)
        costs[index].written.add(cost.written)
      }
    }
    return costs
  }

  private func accept(
    _ people: [OpenSandbox.Ready], _ sandbox: OpenSandbox
  ) async throws -> (processor: Double, logged: Double, written: Double) {
    let pages = PagesWritten(database: sandbox.store.path)
    var (logged, frames, processor) = (0, pages.frames(), Int64(0))
    let bytes = PagesWritten.bytesWritten()
    for person in people {
      let start = Stopwatch.process
      try await sandbox.apply(person)
      processor += Stopwatch.process - start
      let after = pages.frames()
      logged += PagesWritten.appended(from: frames, to: after)
      frames = after
    }
    let count = Double(people.count)
    return (
      Double(processor) / count, Double(logged) / count,
      Double(PagesWritten.bytesWritten() - bytes) / PagesWritten.pageSize / count
    )
  }

  private func figures(empty: Cost, large: Cost, loading: Double) -> [Figure] {
    func against(_ value: Double) -> Figure.Reference { .init(zh: "空库", en: "empty database", value) }
    return [
      Figure(
        "processorEmpty", zh: "受理一次查询的处理器时间，空库", en: "processor time of accepting a query, empty database",
        empty.processor.median / 1_000, .microseconds, bound: .atMost(300)),
      Figure(
        "processorLarge", zh: "大库", en: "large database", large.processor.median / 1_000, .microseconds,
        bound: .atMost(300)),
      Figure(
        "pagesEmpty", zh: "写入日志的页，空库", en: "pages appended to the log, empty database", empty.logged.mean, .pages,
        bound: .atMost(12)),
      Figure("pagesLarge", zh: "大库", en: "large database", large.logged.mean, .pages, bound: .atMost(12)),
      Figure(
        "processor", zh: "受理一次查询的处理器时间", en: "processor time of accepting a query", large.processor.median / 1_000,
        .microseconds, against: against(empty.processor.median / 1_000), bound: .atMost(1.5)),
      Figure(
        "pagesLogged", zh: "写入日志的页", en: "pages appended to the log", large.logged.mean, .pages,
        against: against(empty.logged.mean), bound: .atMost(1.5)),
      Figure(
        "pagesWritten", zh: "写入的页，含检查点", en: "pages written, checkpoints included", large.written.mean, .pages,
        against: against(empty.written.mean), bound: .atMost(1.5)),
      Figure("people", zh: "大库中的查卡人", en: "people in the large database", Double(past), .count),
      Figure("loading", zh: "装入用时", en: "time to load it", loading, .seconds),
    ]
  }

  private static let note = Bilingual(
    zh: """
      每次受理独自提交，走真实的申请，验证码事先发出。查卡人与查询交错装入，标识随机，索引自始就在；申请人装入之\
      后登记。
      """,
    en:
      "Each acceptance commits alone, through the real application, the code sent beforehand. People and queries were loaded by turns with random identifiers and all indexes in place; the applicants registered afterwards."
  )
}
