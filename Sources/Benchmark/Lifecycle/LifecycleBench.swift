import BankSandbox
import Registry
import Store

/// Measures queries from acceptance to report on a real file with full synchronisation.
struct LifecycleBench {
  private let settings: BenchSettings
  private let registry: Registry

  static let submitters = 64

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var perRound: Int { settings.count(256, quick: 16) }
  private var rounds: Int { settings.count(5, quick: 1) }
  private var lonePeople: Int { settings.count(60, quick: 4) }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    settings.say(zh: "查询：登记查卡人", en: "lifecycle: registering people")
    let residents = try (0..<(perRound * (rounds + 1) + lonePeople)).map { try Resident($0) }
    let banks = registry.catalogue.banks.map(\.code)
    let sandbox = try OpenSandbox(
      "store", in: workplace, registry: registry, book: Book(cardholders: residents.map { $0.cardholder(banks) }),
      timesDisk: true)
    let region = registry.catalogue.regions[0].code
    let people = try await residents.together(Self.submitters) { resident in
      try await sandbox.prepare(resident, sandbox.register(resident, region: region))
    }
    let bare = try BareLifecycle("\(workplace.path)/bare-queries", .query, banks: banks)
    let earlier = try BareLifecycle("\(workplace.path)/bare-enquiries", .enquiry, banks: banks)
    let disk = try Disk(in: workplace)
    defer { disk.close() }
    let measured = try await measure(sandbox, people, Floors(bare: bare, earlier: earlier, disk: disk))
    let lone = try await LoneSubmission(sandbox, Array(people.suffix(lonePeople)), bare)
    let calibration = try Calibration(
      residents[0], secret: sandbox.store.secret, agreement: sandbox.parts.agreementText,
      rounds: settings.count(2_000, quick: 100))
    let cores = try CoresMeasurement(settings, registry, in: workplace)
    return LifecycleFigures(
      rounds: measured, lone: lone, calibration: calibration, banks: banks.count, submitters: Self.submitters,
      cores: cores
    ).report
  }

  /// The floors that the store is held against.
  private struct Floors {
    let bare: BareLifecycle
    let earlier: BareLifecycle
    let disk: Disk
  }

  /// Runs rounds through the store, through bare statements and of the bare disk in turns; the first warms up.
  private func measure(
    _ sandbox: OpenSandbox, _ people: [OpenSandbox.Ready], _ floors: Floors
  ) async throws -> [MeasuredRound] {
    var measured: [MeasuredRound] = []
    let end = settings.deadline
    for round in 0...rounds where round < 2 || Stopwatch.wall < end {
      settings.say(zh: "查询：第 \(round) 轮，共 \(rounds) 轮", en: "lifecycle: round \(round) of \(rounds)")
      let group = Array(people[(round * perRound)..<((round + 1) * perRound)])
      let store = try await LifecycleRound(sandbox, group, submitters: Self.submitters)
      let (accepting, working) = (store.accepting.commits, store.working.commits)
      let answers = max(1, Int(store.answerRows.rounded()))
      let bare = floors.bare.run(perRound, accepting: accepting, working: working, answers: answers)
      let earlier = floors.earlier.run(perRound, accepting: accepting, working: working, answers: answers)
      let syncs = settings.count(200, quick: 20)
      measured.append(
        MeasuredRound(
          store: store, bare: bare, earlier: earlier,
          perSynchronisation: floors.disk.synchronise(syncs) / Double(syncs)))
    }
    return Array(measured.dropFirst())
  }
}

/// A round through the store, with the bare statements' time for the same rows and the disk's for one synchronisation.
struct MeasuredRound: Sendable {
  let store: LifecycleRound
  /// The bare statements of one row of work a query.
  let bare: BareLifecycle.Spent
  /// The bare statements of a row for each enquiry, as it was before.
  let earlier: BareLifecycle.Spent
  /// The disk's time for one synchronisation, in nanoseconds.
  let perSynchronisation: Double
}
