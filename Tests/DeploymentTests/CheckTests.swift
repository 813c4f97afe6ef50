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

  @Test("a sound deployment has nothing wrong, and says so of every part")
  func aSoundDeploymentHasNothingWrong() {
    #expect(wrong() == [])
    #expect(
      findings().map(\.check) == [
        "files.configuration", "files.database", "files.secrets", "files.keys", "socket.folder", "socket.group",
        "socket.file", "clock.synchronised", "disk.database", "disk.secrets", "certificates.tls", "versions.chaka",
        "versions.chaka-admin", "versions.chaka-engine",
      ])
  }

  @Test("what is wrong always has a remedy, in both languages")
  func whatIsWrongAlwaysHasA() {
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

  @Test(
    "a file that root has made, or that others may read, is told of",
    arguments: [
      ("/var/lib/chaka/chaka.sqlite-wal", "files.database broken"),
      ("/var/lib/chaka/chaka.sqlite", "files.database broken"),
      ("/var/lib/chaka/secrets/day-keys-1/2026-11-28", "files.secrets broken"),
      ("/var/lib/chaka/secrets", "files.secrets broken"), ("/etc/chaka/tls.key", "files.keys broken"),
      ("/etc/chaka/sms.token", "files.keys broken"),
    ])
  func aFileThatRootHasMade(path: String, told: String) {
    #expect(wrong { $0.files[path]?.owner = 0 } == [told])
    #expect(wrong { $0.files[path]?.mode |= 0o040 } == [told])
    #expect(wrong { $0.files[path]?.mode |= 0o004 } == [told])
  }

  @Test("root's own files in the service's place are given to it by a command that can be typed")
  func rootsOwnFilesInTheServices() throws {
    var machine = PaperMachine()
    machine.files["/var/lib/chaka/secrets/server.secret"]?.owner = 0
    let finding = try #require(findings(machine).first { $0.check == "files.secrets" })
    #expect(finding.remedy?.en == "chown chaka: /var/lib/chaka/secrets/server.secret")
  }

  @Test("a file that is missing is told of")
  func aFileThatIsMissingIs() {
    #expect(wrong { $0.files["/etc/chaka/config.yaml"] = nil } == ["files.configuration warning"])
    #expect(wrong { $0.files["/var/lib/chaka/chaka.sqlite"] = nil } == ["files.database broken"])
    #expect(wrong { $0.files["/var/lib/chaka/secrets"] = nil } == ["files.secrets broken"])
    #expect(wrong { $0.files["/etc/chaka/sms.token"] = nil } == ["files.keys broken"])
    #expect(wrong { $0.files["/run/chaka/operators.sock"] = nil } == ["socket.file warning"])
  }

  @Test("a configuration that others may write, or that cannot be read, is told of")
  func aConfigurationThatOthersMayWrite() {
    #expect(wrong { $0.files["/etc/chaka/config.yaml"]?.mode = 0o664 } == ["files.configuration broken"])
    #expect(wrong { $0.files["/etc/chaka/config.yaml"]?.owner = 1_000 } == ["files.configuration broken"])
    var site = Site.sound
    site.configuration = nil
    site.configurationFault = ConfigurationFault(file: "config.yaml", line: 3, problem: .notYAML)
    #expect(wrong(site) == ["files.configuration broken"])
  }

  @Test("folders that others may change are told of")
  func foldersThatOthersMayChangeAre() {
    #expect(wrong { $0.breaches["/var/lib/chaka"] = .changeable("/var/lib/chaka") } == ["files.database broken"])
    #expect(wrong { $0.breaches["/run/chaka"] = .foreign("/run/chaka") } == ["socket.folder broken"])
    #expect(wrong { $0.breaches["/run/chaka"] = .missing("/run/chaka", number: 2) } == ["socket.folder broken"])
  }

  @Test("a socket for everybody, of another group, or none, is told of")
  func aSocketForEverybodyOfAnother() {
    let path = "/run/chaka/operators.sock"
    #expect(wrong { $0.files[path]?.mode = 0o666 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.owner = 1_000 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.group = 100 } == ["socket.file broken"])
    #expect(wrong { $0.files[path]?.kind = .file } == ["socket.file broken"])
    #expect(wrong { $0.groups[991] = "others" } == ["socket.group broken", "socket.file broken"])
  }

  @Test("a clock that nothing keeps is told of")
  func aClockThatNothingKeepsIs() {
    #expect(wrong { $0.keepsTime = false } == ["clock.synchronised warning"])
  }

  private static let disks: [(Int64, Int64, [String])] = [
    (1_073_741_824, 1_000, []), (1_073_741_823, 1_000, ["warning"]), (67_108_864, 1_000, ["warning"]),
    (67_108_863, 1_000, ["broken"]), (1_099_511_627_776, 999, ["broken"]),
  ]

  @Test("a disk is told of before it is full", arguments: disks)
  func aDiskIsToldOfBefore(bytes: Int64, files: Int64, state: [String]) {
    let told = wrong { $0.disk = DiskFacts(freeBytes: bytes, freeFiles: files, isRemote: false) }
    #expect(told == ["disk.database", "disk.secrets"].flatMap { part in state.map { "\(part) \($0)" } })
  }

  @Test("another machine's disk is none for a database")
  func anotherMachinesDiskIsNoneFor() {
    #expect(wrong { $0.disk?.isRemote = true } == ["disk.database broken", "disk.secrets broken"])
    #expect(wrong { $0.disk?.freeFiles = nil } == [])
  }

  @Test(
    "a certificate is told of a month before its end",
    arguments: [
      ("2026-12-28T12:00:00+08:00", [String]()), ("2026-12-28T11:59:59+08:00", ["certificates.tls warning"]),
      ("2026-11-28T12:00:01+08:00", ["certificates.tls warning"]),
      ("2026-11-28T12:00:00+08:00", ["certificates.tls broken"]),
    ])
  func aCertificateIsToldOfA(end: String, told: [String]) throws {
    let end = try #require(Moment(text: end))
    #expect(wrong { $0.ends["/etc/chaka/tls.pem"] = end } == told)
  }

  @Test("certificates that cannot be used are told of")
  func certificatesThatCannotBeUsedAre() {
    #expect(wrong { $0.ends = [:] } == ["certificates.tls broken"])
  }

  @Test("programs of another version, or that are missing, are told of")
  func programsOfAnotherVersionOrThat() {
    #expect(wrong { $0.versions["chaka-engine"] = "0.9.0" } == ["versions.chaka-engine broken"])
    #expect(wrong { $0.versions["chaka"] = nil } == ["versions.chaka broken"])
  }

  @Test("a sandbox is asked for no socket")
  func aSandboxIsAskedForNo() {
    var site = Site.sound
    (site.socket, site.group) = (nil, nil)
    #expect(!findings(PaperMachine(), site).contains { $0.check.hasPrefix("socket") })
  }
}
