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
    let bareLocation = StoreLocation(in: workplace, "bare")
    try bareLocation.makeSandbox(registry.catalogue)
    let bare = try BareLifecycle(bareLocation, banks: banks)
    let disk = try Disk(in: workplace)
    defer { disk.close() }
    let measured = try await measure(sandbox, people, bare, disk)
    let lone = try await LoneSubmission(sandbox, Array(people.suffix(lonePeople)), bare)
    let calibration = try Calibration(
      residents[0], secret: sandbox.store.secret, rounds: settings.count(2_000, quick: 100))
    return LifecycleFigures(
      rounds: measured, lone: lone, calibration: calibration, banks: banks.count, submitters: Self.submitters
    ).report
  }

  /// Runs rounds through the store, through bare statements and of the bare disk in turns; the first warms up.
  private func measure(
    _ sandbox: OpenSandbox, _ people: [OpenSandbox.Ready], _ bare: BareLifecycle, _ disk: Disk
  ) async throws -> [MeasuredRound] {
    var measured: [MeasuredRound] = []
    let end = settings.deadline
    for round in 0...rounds where round < 2 || Stopwatch.wall < end {
      if round > 0 { settings.say(zh: "查询：第 \(round) 轮，共 \(rounds) 轮", en: "lifecycle: round \(round) of \(rounds)") }
      let group = Array(people[(round * perRound)..<((round + 1) * perRound)])
      let store = try await LifecycleRound(sandbox, group, submitters: Self.submitters)
      let bareSpent = bare.run(perRound, accepting: store.accepting.commits, working: store.working.commits)
      let syncs = settings.count(200, quick: 20)
      measured.append(
        MeasuredRound(store: store, bare: bareSpent, perSynchronisation: disk.synchronise(syncs) / Double(syncs)))
    }
    return Array(measured.dropFirst())
  }
}

/// A round through the store, with the bare statements' time for the same rows and the disk's for one synchronisation.
struct MeasuredRound: Sendable {
  let store: LifecycleRound
  let bare: BareLifecycle.Spent
  /// The disk's time for one synchronisation, in nanoseconds.
  let perSynchronisation: Double
}
