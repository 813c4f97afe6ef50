import BankLink
import QueryEngine
import Registry
import Store
import Text

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
  private var rounds: Int { settings.count(5, quick: 1) }
  /// The number of people of a round who are asked for alone, one after another.
  private var lonePeople: Int { settings.count(6, quick: 2) }

  /// The time of one engine's work: all processor time, and that of the store's writer.
  private struct Spent {
    var all = 0.0
    var writer = 0.0
  }

  /// A round, with the bare cryptography measured right after: shared machines change their speed.
  private struct Round {
    let spent: Spent
    let bare: BareConnector
    let batch: Double

    var ratio: Double { spent.all / bare.bare(batch: batch) }
    /// The time of the bare cryptography in microseconds.
    var bareTime: Double { bare.bare(batch: batch) / 1_000 }
  }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let banks = try BankProcess(in: workplace)
    defer { banks.stop() }
    let connected = try ConnectedSandbox("connector", in: workplace, registry: registry, banks: banks)
    settings.say(zh: "询问：登记查卡人", en: "connector: registering people")
    var people = try await connected.people(0..<((batch + lonePeople) * (rounds + 1)), registry)[...]
    var (batches, alone): ([Round], [Round]) = ([], [])
    for round in 0...rounds {
      settings.say(zh: "询问：第 \(round) 轮，共 \(rounds) 轮", en: "connector: round \(round) of \(rounds)")
      batches.append(
        try self.round(of: Double(batch), connected, try await ask(connected.sandbox, Array(people.prefix(batch)))))
      people = people.dropFirst(batch)
      var lone = Spent()
      for person in people.prefix(lonePeople) {
        let spent = try await ask(connected.sandbox, [person])
        lone.all += spent.all / Double(lonePeople)
        lone.writer += spent.writer / Double(lonePeople)
      }
      alone.append(try self.round(of: 1, connected, lone))
      people = people.dropFirst(lonePeople)
    }
    await connected.port.shutdown()
    return report(Self.middle(batches), Self.middle(alone))
  }

  private func round(of batch: Double, _ connected: ConnectedSandbox, _ spent: Spent) throws -> Round {
    let bare = try BareConnector(
      try Resident(0), secret: connected.sandbox.store.secret, rounds: settings.count(400, quick: 40))
    return Round(spent: spent, bare: bare, batch: batch)
  }

  /// The round with the median ratio; the first one warms up.
  private static func middle(_ rounds: [Round]) -> Round {
    let sorted = rounds.dropFirst().sorted { $0.ratio < $1.ratio }
    return sorted[sorted.count / 2]
  }

  /// The cost of asking, per enquiry. Queries to all banks are accepted first; only the engine's work is measured.
  private func ask(_ sandbox: OpenSandbox, _ people: [OpenSandbox.Ready]) async throws -> Spent {
    _ = try await people.together(16) { try await sandbox.apply($0) }
    let start = (Stopwatch.process, sandbox.writer.read().processor)
    try await sandbox.engine.drain()
    let writer = sandbox.writer.read().processor - start.1
    let enquiries = Double(people.count * registry.catalogue.banks.count)
    return Spent(all: Double(Stopwatch.process - start.0) / enquiries, writer: Double(writer) / enquiries)
  }

  private func report(_ batched: Round, _ alone: Round) -> BenchReport {
    BenchReport(
      bench: .connector,
      figures: [
        Figure(
          "batched", zh: "每个询问的处理器时间，每批 \(batch) 个", en: "processor time an enquiry, batches of \(batch)",
          batched.spent.all / 1_000, .microseconds,
          against: .init(zh: "所需的裸密码运算", en: "the bare cryptography it needs", batched.bareTime), bound: .atMost(2.5))
      ] + split(batched) + [
        Figure(
          "alone", zh: "单独一个询问的处理器时间", en: "processor time of an enquiry alone", alone.spent.all / 1_000,
          .microseconds, against: .init(zh: "它的裸密码运算", en: "its own bare cryptography", alone.bareTime),
          bound: .atMost(3))
      ] + split(alone, prefix: "alone"),
      notes: [Self.note])
  }

  /// The parts of the cost.
  private func split(_ round: Round, prefix: String = "") -> [Figure] {
    let (bare, batch) = (round.bare, round.batch)
    let parts = [
      bare.signing(batch: batch), bare.sealing(batch: batch), bare.verifying(batch: batch),
      bare.jsonOut + bare.jsonIn, round.spent.writer,
    ]
    let rest = round.spent.all - parts.reduce(0, +)
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
    zh: "银行是另一个进程（chaka-bank），不计在内；计入引擎取件、询问、收件、出报告、发短信的全部处理器时间。签名、加密、验签与 JSON 是每轮之后单独测得的一次运算乘以次数；取比值居中的一轮。",
    en: """
      The banks are a process of their own (chaka-bank) and are not counted; the engine's taking on, asking, taking in, \
      reports and SMS all are. Signing, sealing, verification and JSON are one operation measured alone after each round, \
      times how often; of the rounds the one with the median ratio counts.
      """)
}
