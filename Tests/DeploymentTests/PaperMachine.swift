import Deployment
import Domain
import Foundation
import Program
import Settings

/// A machine that stands on paper: a sound deployment, in which a test breaks one thing.
struct PaperMachine: Machine {
  var account: UInt32 = 990
  var now = Moment(text: "2026-11-28T12:00:00+08:00") ?? Moment(milliseconds: 0)
  var keepsTime = true
  var files: [String: FileFacts] = [
    "/etc/chaka/config.yaml": FileFacts(kind: .file, owner: 0, group: 990, mode: 0o640),
    "/etc/chaka/sms.token": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o600),
    "/etc/chaka/tls.key": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o400),
    "/var/lib/chaka/chaka.sqlite": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o600),
    "/var/lib/chaka/chaka.sqlite-wal": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o600),
    "/var/lib/chaka/secrets": FileFacts(kind: .folder, owner: 990, group: 990, mode: 0o700),
    "/var/lib/chaka/secrets/server.secret": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o600),
    "/var/lib/chaka/secrets/day-keys-1": FileFacts(kind: .folder, owner: 990, group: 990, mode: 0o700),
    "/var/lib/chaka/secrets/day-keys-1/2026-11-28": FileFacts(kind: .file, owner: 990, group: 990, mode: 0o600),
    "/run/chaka/operators.sock": FileFacts(kind: .socket, owner: 990, group: 991, mode: 0o660),
  ]
  var breaches: [String: FolderBreach] = [:]
  var disk: DiskFacts? = DiskFacts(freeBytes: 1 << 40, freeFiles: 1 << 20, isRemote: false)
  var groups: [UInt32: String] = [991: "chaka-operators"]
  var ends: [String: Moment] = ["/etc/chaka/tls.pem": Moment(text: "2027-03-01") ?? Moment(milliseconds: 0)]
  var versions = ["chaka": "1.0.0", "chaka-admin": "1.0.0", "chaka-engine": "1.0.0"]

  struct Unusable: Error {}

  func file(_ path: String) -> FileFacts? { files[path] }
  func contents(of folder: String) -> [String]? {
    files[folder] == nil && folder.contains("secrets") ? nil : files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
  }
  func breach(of folder: String) -> FolderBreach? { breaches[folder] }
  func disk(of path: String) -> DiskFacts? { disk }
  func name(ofAccount number: UInt32) -> String { [0: "root", 990: "chaka"][number] ?? "\(number)" }
  func name(ofGroup number: UInt32) -> String { groups[number] ?? "\(number)" }
  func hasGroup(_ name: String) -> Bool { groups.values.contains(name) }
  func end(of tls: TLSSettings) throws -> Moment {
    guard let end = ends[tls.certificate] else { throw Unusable() }
    return end
  }
  func version(of program: String) -> String? { versions[program] }
}

extension Site {
  static var sound: Site {
    var configuration = Configuration()
    configuration.sms = EndpointSettings(url: "https://sms.example", tokenFile: "/etc/chaka/sms.token")
    configuration.tls = TLSSettings(
      certificate: "/etc/chaka/tls.pem", privateKey: "/etc/chaka/tls.key", roots: "/etc/chaka/banks.pem")
    return Site(
      configurationFile: "/etc/chaka/config.yaml", configuration: configuration,
      database: "/var/lib/chaka/chaka.sqlite", secrets: "/var/lib/chaka/secrets", socket: "/run/chaka/operators.sock",
      group: "chaka-operators", version: "1.0.0")
  }
}
