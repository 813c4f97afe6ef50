import ArgumentParser
import BankLink
import Domain
import Foundation
import Live
import LiveProgram
import Logging
import Program
import QueryEngine
import ServiceLifecycle
import Serving
import Settings
import Store
import Text
import Watch

/// `chaka-engine serve`: owns the database, runs the engine, and serves whoever comes, until stopped.
struct ServeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "serve", zh: "作为服务运行：独占数据库，运行引擎，接待操作员、查卡人和银行",
    en: "run as the service: own the database, run the engine, serve operators, people and banks")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await StopMark.raised(by: await StopSignals.sequence()) { stop in
      do {
        try await ServiceRun(context).run(until: stop)
      } catch let fault as any SettingFault {
        throw PlacedFault(fault, in: context.configurationPath)
      }
    }
  }
}

/// One run of the service: its parts, and how they come together.
private struct ServiceRun {
  private let context: ProgramContext
  private let configuration: Configuration
  private let log: Logger
  private let measures = ServiceMeasures()

  init(_ context: ProgramContext) throws {
    self.context = context
    configuration = try context.configuration()
    log = ProgramLog.logger(configuration.log)
    if let tls = configuration.tls, let fault = LocalFault(of: TLSFiles(tls)), fault == .certificateUnusable {
      throw fault
    }
  }

  func run(until stop: StopMark) async throws {
    let journal = Journal(log, context.language)
    let opened = try await EngineGroup.open(
      context, for: .service, configuration, log,
      tell: { [measures] occurrence in
        measures.note(occurrence)
        journal.note(occurrence)
      }, unless: stop)
    guard let group = opened else { return }
    let systemd = SystemdNotice(environment: context.environment)
    let readiness = Readiness(group.live.store, awaiting: awaited) { systemd.ready() }
    let offerings: [Offering]
    do { offerings = try self.offerings(group, readiness) } catch {
      await group.live.shutdown()
      throw error
    }
    group.live.store.noteService(notice(offerings))
    report(group, offerings)
    readiness.begin()
    let engine = HeldEngine(engine: group.engine(tellingObstacles: false), readiness: readiness) {
      [log, language = context.language] in
      log.notice("\(Bilingual(zh: "现在开始受理查卡人、询问银行", en: "people and banks are served from now on")[language])")
    }
    let services = [engine] as [any Service] + offerings.map { OfferedService(offering: $0, readiness: readiness) }
    try await group.run(services, until: stop) {
      readiness.stop()
      systemd.stopping()
    }
  }

  /// Whom the service listens to at once; banks' callbacks may be held back.
  private var awaited: Set<Offering.Party> { configuration.service.watch.port == nil ? [] : [.watchers] }

  /// What is offered, in the order of its start; it ends in the reverse.
  private func offerings(_ group: EngineGroup, _ readiness: Readiness) throws -> [Offering] {
    [try operators(group), watch(group, readiness), try callbacks(group)].compactMap(\.self)
  }

  /// The operators' socket, which listens from here on: consoles that come meanwhile wait.
  private func operators(_ group: EngineGroup) throws -> Offering? {
    guard let door = try OperatorsDoor(context, group.live, configuration.service) else { return nil }
    return Offering(party: .operators, address: door.address, setting: "service.socket", service: door)
  }

  private func callbacks(_ group: EngineGroup) throws -> Offering? {
    try group.callbackServer().map { service, url in
      Offering(party: .banks, address: url, setting: "engine.callbackPort", service: service)
    }
  }

  private func watch(_ group: EngineGroup, _ readiness: Readiness) -> Offering? {
    let settings = configuration.service.watch
    guard let port = settings.port else { return nil }
    let server = WatchServer(
      host: settings.host, port: port, store: group.live.store, measures: measures,
      certificates: CertificateDays(configuration.namedCertificates), version: Program.version,
      health: readiness.health
    ) { _ in readiness.isListening(to: .watchers) }
    return Offering(
      party: .watchers, address: "http://\(settings.host):\(port)/health/ready, /metrics",
      setting: "service.watch.port",
      service: server)
  }

  private func report(_ group: EngineGroup, _ offerings: [Offering]) {
    let store = group.live.store
    let report = ServingReport(
      path: store.path, isSandbox: store.isSandbox, standing: store.standing,
      offered: offerings.map { ($0.party, $0.address) }, missing: group.live.parts.obstacles, wording: context.wording)
    report.write(to: log, context.language)
  }

  /// What other programs are told of this service.
  private func notice(_ offerings: [Offering]) -> ServiceNotice {
    func address(of party: Offering.Party) -> String? { offerings.first { $0.party == party }?.address }
    return ServiceNotice(
      process: Int(getpid()), socket: address(of: .operators), server: address(of: .people),
      since: Moment(milliseconds: Int64(Date().timeIntervalSince1970) * 1_000))
  }
}

extension Configuration {
  /// The files of certificates that the settings name, each under its setting.
  fileprivate var namedCertificates: [CertificateDays.Named] {
    let all = [("tls", tls), ("identity.tls", identity?.tls), ("face.tls", face?.tls), ("sms.tls", sms?.tls)]
    return all.flatMap { setting, tls in
      tls.map { [.init("\(setting).certificate", $0.certificate), .init("\(setting).roots", $0.roots)] } ?? []
    }
  }
}
