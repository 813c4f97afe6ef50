import BankLink
import Domain
import QueryEngine
import Registry
import Store

/// Measures the engine's processor time for asking banks over HTTP, all included, against the bare cryptography that it
/// needs: in batches of 200, and enquiries alone.
struct ConnectorBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var batch: Int { settings.count(200, quick: 20) }
  private var rounds: Int { settings.count(4, quick: 1) }
  private var lonePeople: Int { settings.count(20, quick: 2) }

  /// Of one engine's work: all processor time, and the store's writer's.
  private struct Spent {
    let all: Double
    let writer: Double
  }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let banks = try BankProcess(in: workplace)
    defer { banks.stop() }
    let connected = try ConnectedGround("connector", in: workplace, registry: registry, banks: banks)
    settings.say(zh: "询问：登记居民", en: "connector: people register")
    let people = try await connected.people(0..<(batch * (rounds + 1) + lonePeople + 1), registry)
    var batches: [Spent] = []
    for round in 0...rounds {
      settings.say(zh: "询问：批量，第 \(round) 轮，共 \(rounds) 轮", en: "connector: batches, round \(round) of \(rounds)")
      batches.append(try await ask(connected.ground, Array(people[(round * batch)..<((round + 1) * batch)])))
    }
    settings.say(zh: "询问：单独的询问", en: "connector: enquiries alone")
    var alone: [Spent] = []
    for person in people.suffix(lonePeople + 1) { alone.append(try await ask(connected.ground, [person])) }
    let bare = try BareConnector(
      try Resident(0), secret: connected.ground.store.secret, rounds: settings.count(2_000, quick: 40))
    await connected.port.shutdown()
    return report(Array(batches.dropFirst()), Array(alone.dropFirst()), bare)
  }

  /// Queries to all banks are accepted first; only what the engine does with them is measured, per enquiry.
  private func ask(_ ground: Ground, _ people: [Ground.Ready]) async throws -> Spent {
    _ = try await people.together(16) { try await ground.apply($0) }
    let start = (Stopwatch.process, ground.writer.read().processor)
    try await ground.engine.drain()
    let writer = ground.writer.read().processor - start.1
    let enquiries = Double(people.count * registry.catalogue.banks.count)
    return Spent(all: Double(Stopwatch.process - start.0) / enquiries, writer: Double(writer) / enquiries)
  }

  private func report(_ batches: [Spent], _ alone: [Spent], _ bare: BareConnector) -> BenchReport {
    let size = Double(batch)
    let batched = Spent(all: Samples(batches.map(\.all)).median, writer: Samples(batches.map(\.writer)).median)
    let lone = Spent(all: Samples(alone.map(\.all)).median, writer: Samples(alone.map(\.writer)).median)
    return BenchReport(
      bench: .connector,
      figures: [
        Figure(
          "batched", zh: "每个询问的处理器时间，每批 \(batch) 个", en: "processor time an enquiry, batches of \(batch)",
          batched.all / 1_000, .microseconds,
          against: .init(zh: "所需的裸密码运算", en: "the bare cryptography it needs", bare.bare(batch: size) / 1_000),
          bound: .atMost(4))
      ] + split(batched, bare, batch: size) + [
        Figure(
          "alone", zh: "单独一个询问的处理器时间", en: "processor time of an enquiry alone", lone.all / 1_000, .microseconds,
          against: .init(zh: "它的裸密码运算", en: "its own bare cryptography", bare.bare(batch: 1) / 1_000),
          bound: .atMost(3))
      ] + split(lone, bare, batch: 1, prefix: "alone"),
      notes: [Self.note])
  }

  /// Where it went.
  private func split(_ spent: Spent, _ bare: BareConnector, batch: Double, prefix: String = "") -> [Figure] {
    let parts = [
      bare.signing(batch: batch), bare.sealing(batch: batch), bare.verifying(batch: batch),
      bare.jsonOut + bare.jsonIn, spent.writer,
    ]
    let rest = spent.all - parts.reduce(0, +)
    let titles = [
      ("Signing", "签名", "signing"), ("Sealing", "加密", "sealing"), ("Verifying", "摘要与验签", "digests and verification"),
      ("JSON", "JSON", "JSON"), ("Store", "存储（写线程）", "store (its writer)"), ("HTTP", "HTTP 与其余", "HTTP and the rest"),
    ]
    return zip(titles, parts + [rest]).map { title, value in
      Figure(
        prefix.isEmpty ? "batched\(title.0)" : prefix + title.0, zh: "其中\(title.1)", en: "of that \(title.2)",
        value / 1_000, .microseconds)
    }
  }

  private static let note = Bilingual(
    zh: "银行是另一个进程（chaka-bank），不计在内；计入引擎取件、询问、收件、出报告、发短信的全部处理器时间。签名、加密、验签与 JSON 是单独测得的一次运算乘以次数。",
    en: """
      The banks are a process of their own (chaka-bank) and are not counted; the engine's taking on, asking, taking in, \
      reports and SMS all are. Signing, sealing, verification and JSON are one operation measured alone, times how often.
      """)
}
