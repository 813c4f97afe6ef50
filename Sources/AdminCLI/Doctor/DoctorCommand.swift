import ArgumentParser
import Deployment
import Foundation
import LiveProgram
import Program
import Serving
import Settings
import Store
import Text

/// `chaka-admin doctor`: says what is wrong with a deployment, and what to do. It changes nothing.
struct DoctorCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "doctor", zh: "检查部署：文件和权限、套接字、时钟、磁盘、证书、版本，并说明怎么处理；不改动任何东西",
    en: "say what is wrong with a deployment (files, socket, clock, disks, certificates, versions), and what to do")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let database = try context.databasePath
    try ServiceAccount(ownerOf: database)?.runThisProgram(["doctor"] + context.sharedArguments)
    let site = try Site(context, database: database)
    let machine = ThisMachine { settings in
      let files = TLSFiles(certificate: settings.certificate, privateKey: settings.privateKey, roots: settings.roots)
      try files.check()
      return files.end ?? .distantPast
    }
    let report = DoctorReport(findings: Check.all(of: site).map { $0.finding(site, machine) })
    context.show(
      json: report.json(context.language), table: report.table(context.language),
      text: { report.text(context.language, context.paint) })
    if report.findings.areBroken { throw Ending(ExitStatus.refused.rawValue) }
  }
}

extension Site {
  /// The deployment that a program's call is about. A sandbox has no socket.
  fileprivate init(_ context: ProgramContext, database: String) throws {
    var fault: ConfigurationFault?
    var configuration: Configuration?
    do { configuration = try context.configuration() } catch let found as ConfigurationFault { fault = found }
    let service = configuration?.service ?? ServiceSettings()
    let isSandbox = (try? Store.isSandbox(at: context.storeLocation())) ?? false
    self.init(
      configurationFile: context.configurationPath, configuration: configuration, configurationFault: fault,
      database: database, secrets: context.secretsPath, socket: isSandbox ? nil : service.socket ?? ServiceSettings.usualSocket,
      group: isSandbox ? nil : service.group, version: Program.version)
  }
}
