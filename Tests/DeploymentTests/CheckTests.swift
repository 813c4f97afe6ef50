import Deployment
import Domain
import Program
import Settings
import TestFixtures
import Testing

struct CheckTests {
  private func findings(_ machine: PaperMachine = PaperMachine(), _ site: Site = .sound) -> [Finding] {
    Check.all(of: site).map { $0.finding(site, machine) }
  }

  /// The findings that are not as they should be, as `NAME STATE`.
  private func wrong(_ site: Site = .sound, _ change: (inout PaperMachine) -> Void = { _ in }) -> [String] {
    var machine = PaperMachine()
    change(&machine)
    return findings(machine, site).filter { $0.state != .ok }.map { "\($0.check) \($0.state.rawValue)" }
  }

  @Test func `a sound deployment has nothing wrong, and says so of every part`() {
    #expect(wrong() == [])
    #expect(
      findings().map(\.check) == [
        "files.configuration", "files.database", "files.secrets", "files.keys", "socket.folder", "socket.group",
        "socket.file", "clock.synchronised", "disk.database", "disk.secrets", "certificates.tls", "versions.chaka",
        "versions.chaka-admin", "versions.chaka-engine",
      ])
  }

  @Test func `what is wrong always has a remedy, in both languages`() {
    var machine = PaperMachine()
    (machine.files, machine.disk, machine.groups, machine.ends, machine.versions) = ([:], nil, [:], [:], [:])
    machine.keepsTime = false
    machine.breaches = ["/run/chaka": .changeable("/run")]
    let found = findings(machine)
    #expect(found.allSatisfy { $0.state != .ok })
    for finding in found {
      #expect(finding.remedy?.zh.isEmpty == false && finding.remedy?.en.isEmpty == false, "\(finding.check)")
      #expect(finding.remedy?.zh != finding.text.zh)
    }
  }

  @Test(arguments: [
    ("/var/lib/chaka/chaka.sqlite-wal", "files.database broken"),
    ("/var/lib/chaka/chaka.sqlite", "files.database broken"),
    ("/var/lib/chaka/secrets/day-keys-1/2026-11-28", "files.secrets broken"),
    ("/var/lib/chaka/secrets", "files.secrets broken"), ("/etc/chaka/tls.key", "files.keys broken"),
    ("/etc/chaka/sms.token", "files.keys broken"),
  ])
  func `a file that root has made, or that others may read, is told of`(path: String, told: String) {
    #expect(wrong { $0.files[path]?.owner = 0 } == [told])
    #expect(wrong { $0.files[path]?.mode |= 0o040 } == [told])
    #expect(wrong { $0.files[path]?.mode |= 0o004 } == [told])
  }

  @Test func `root's own files in the service's place are given to it by a command that can be typed`() throws {
    var machine = PaperMachine()
    machine.files["/var/lib/chaka/secrets/server.secret"]?.owner = 0
    let finding = try #require(findings(machine).first { $0.check == "files.secrets" })
    #expect(finding.remedy?.en == "chown chaka: /var/lib/chaka/secrets/server.secret")
  }

  @Test func `a file that is missing is told of`() {
    #expect(wrong { $0.files["/etc/chaka/config.yaml"] = nil } == ["files.configuration warning"])
    #expect(wrong { $0.files["/var/lib/chaka/chaka.sqlite"] = nil } == ["files.database broken"])
    #expect(wrong { $0.files["/var/lib/chaka/secrets"] = nil } == ["files.secrets broken"])
    #expect(wrong { $0.files["/etc/chaka/sms.token"] = nil } == ["files.keys broken"])
    #expect(wrong { $0.files["/run/chaka/operators.sock"] = nil } == ["socket.file warning"])
  }

  @Test func `a configuration that others may write, or that cannot be read, is told of`() {
    #expect(wrong { $0.files["/etc/chaka/config.yaml"]?.mode = 0o664 } == ["files.configuration broken"])
    #expect(wrong { $0.files["/etc/chaka/config.yaml"]?.owner = 1_000 } == ["files.configuration broken"])
    var site = Site.sound
    site.configuration = nil
    site.configurationFault = ConfigurationFault(file: "config.yaml", line: 3, problem: .notYAML)
    #expect(wrong(site) == ["files.configuration broken"])
  }

  @Test func `folders that others may change are told of`() {
    #expect(wrong { $0.breaches["/var/lib/chaka"] = .changeable("/var/lib/chaka") } == ["files.database broken"])
    #expect(wrong { $0.breaches["/run/chaka"] = .foreign("/run/chaka") } == ["socket.folder broken"])
    #expect(wrong { $0.breaches["/run/chaka"] = .missing("/run/chaka", number: 2) } == ["socket.folder broken"])
  }

  @Test func `a socket for everybody, of another group, or none, is told of`() {
    let path = "/run/chaka/operators.sock"
    #expect(wrong { $0.files[path]?.mode = 0o666 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.owner = 1_000 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.group = 100 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.kind = .file } == ["socket.file broken"])
    #expect(wrong { $0.groups[991] = "others" } == ["socket.group broken", "socket.file broken"])
  }

  @Test func `a clock that nothing keeps is told of`() {
    #expect(wrong { $0.keepsTime = false } == ["clock.synchronised warning"])
  }

  private static let room: [(Int64, Int64, String?)] = [
    (1_073_741_824, 1_000, nil), (1_073_741_823, 1_000, "warning"), (67_108_864, 1_000, "warning"),
    (67_108_863, 1_000, "broken"), (1_099_511_627_776, 999, "broken"),
  ]

  @Test(arguments: room)
  func `a disk is told of before it is full`(bytes: Int64, files: Int64, state: String?) {
    let told = wrong { $0.disk = DiskFacts(freeBytes: bytes, freeFiles: files, isRemote: false) }
    #expect(told == (state.map { ["disk.database \($0)", "disk.secrets \($0)"] } ?? []))
  }

  @Test func `another machine's disk is none for a database`() {
    #expect(wrong { $0.disk?.isRemote = true } == ["disk.database broken", "disk.secrets broken"])
    #expect(wrong { $0.disk?.freeFiles = nil } == [])
  }

  private static let terms: [(String, String?)] = [
    ("2026-12-28T12:00:00+08:00", nil), ("2026-12-28T11:59:59+08:00", "warning"),
    ("2026-11-28T12:00:01+08:00", "warning"), ("2026-11-28T12:00:00+08:00", "broken"),
  ]

  @Test(arguments: terms)
  func `a certificate is told of a month before its end`(end: String, state: String?) throws {
    let end = try #require(Moment(text: end))
    #expect(wrong { $0.ends["/etc/chaka/tls.pem"] = end } == (state.map { ["certificates.tls \($0)"] } ?? []))
  }

  @Test func `certificates that cannot be used are told of`() {
    #expect(wrong { $0.ends = [:] } == ["certificates.tls broken"])
  }

  @Test func `programs of another version, or that are missing, are told of`() {
    #expect(wrong { $0.versions["chaka-engine"] = "0.9.0" } == ["versions.chaka-engine broken"])
    #expect(wrong { $0.versions["chaka"] = nil } == ["versions.chaka broken"])
  }

  @Test func `a sandbox is asked for no socket`() {
    var site = Site.sound
    (site.socket, site.group) = (nil, nil)
    #expect(!findings(PaperMachine(), site).contains { $0.check.hasPrefix("socket") })
  }
}
