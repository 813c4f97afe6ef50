import Foundation
import TestFixtures
import Testing

@Suite("chaka-engine serve")
struct ServeProgramTests {
  private let sandbox: ProgramSandbox

  init() throws { sandbox = try ProgramSandbox() }

  private func initialise(isSandbox: Bool = false) throws {
    let ended = try sandbox.run("chaka-admin", ["init"] + (isSandbox ? ["--sandbox"] : []))
    try #require(ended.status == 0, "\(ended.errors)")
  }

  @Test("owns a real database: no second service, drain or init beside it, but workers")
  func owns() throws {
    try initialise()
    let service = try RunningService(sandbox)
    for arguments in [["chaka-engine", "serve"], ["chaka-engine", "drain"], ["chaka-admin", "init"]] {
      let refused = try sandbox.run(arguments[0], Array(arguments.dropFirst()))
      #expect(refused.status == 3 && refused.code == "service_running", "\(arguments) \(refused.errors)")
      #expect(try refused.fact("pid") as? Int == Int(service.pid))
      #expect(try refused.fact("since") as? String != nil)
    }
    let worker = try sandbox.process("chaka-engine", ["run"], name: "worker")
    try worker.run()
    usleep(1_000_000)
    #expect(worker.isRunning, "\(sandbox.text("worker.err"))")
    worker.terminate()
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
    service.end(SIGTERM)
    #expect(try sandbox.run("chaka-engine", "drain").code != "service_running")
  }

  @Test("leaves nothing in the way of the next, however it ended", arguments: [SIGKILL, SIGTERM, SIGINT])
  func restart(signal: Int32) throws {
    try initialise()
    try RunningService(sandbox).end(signal)
    try RunningService(sandbox).end(SIGTERM)
  }

  @Test("shares a sandbox with every program")
  func shares() throws {
    try initialise(isSandbox: true)
    let service = try RunningService(sandbox)
    #expect(try sandbox.admin("show gate").status == 0)
    #expect(try sandbox.run("chaka-engine", "drain").status == 0)
    #expect(!FileManager.default.fileExists(atPath: sandbox.database + "-service"))
    _ = service
  }

  @Test(
    "says on its first lines what it serves, where, under which revision, and what is missing",
    arguments: [
      (
        ["--language", "en"],
        [
          "serves the real database", "under revision 0", "watchers: http://127.0.0.1:", "answers are fetched",
          "config_incomplete: the face check service",
        ]
      ),
      (
        ["--language", "zh"],
        ["服务于正式库", "现行版本 0", "监控: http://127.0.0.1:", "银行回调：无", "config_incomplete: 没有配置人脸"]
      ),
    ])
  func firstLines(language: [String], words: [String]) throws {
    try initialise()
    let service = try RunningService(sandbox, language)
    for word in words + [sandbox.database] { #expect(service.log.contains(word), "\(word) in \(service.log)") }
  }

  @Test("writes its log as JSON where it is asked to, one object a line")
  func log() throws {
    try initialise()
    let service = try RunningService(sandbox, settings: "log: {format: json, level: notice}\n")
    service.end(SIGTERM)
    let lines = service.log.split(separator: "\n")
    #expect(lines.count > 3)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["time"] != nil && object?["level"] != nil && object?["message"] != nil)
    }
  }

  @Test(
    "refuses what cannot work, with file, line and what to write",
    arguments: [
      ("identity:\n  url: http://127.0.0.1:9/\n", 2, "config_invalid", "https://"),
      ("face:\n  url: https://127.0.0.1:9/\n", 1, "config_incomplete", "face.tokenFile"),
      ("sms:\n  url: https://127.0.0.1:9/\n  tokenFile: /nowhere/token\n", 3, "config_incomplete", "sms.tokenFile"),
      (
        "engine:\n  batchSize: 5\n  callbackPort: 9\nservice: { socket: SOCKET, group: GROUP }\n", 3,
        "config_incomplete", "needs tls"
      ),
      (
        "\ntls:\n  certificate: /nowhere/a\n  privateKey: /nowhere/b\n  roots: /nowhere/c\n", 3, "certificate_unusable",
        "roots"
      ),
      ("service:\n  watch:\n    port: many\n", 3, "config_invalid", "whole number"),
      (
        "service:\n  socket: SOCKET\n  group: GROUP\n  watch:\n    host: 192.0.2.7\n    port: 9\n", 6,
        "address_unusable", "192.0.2.7"
      ),
      ("service:\n  socket: SOCKET\n  group: no-such-group\n", 3, "address_unusable", "no-such-group"),
      ("service:\n  socket: /nowhere/at/all/s\n  group: GROUP\n", 2, "socket_unsafe", "/nowhere/at/all"),
    ])
  func refused(yaml: String, line: Int, code: String, words: String) throws {
    try initialise()
    let configuration = try sandbox.file(
      "config.yaml",
      yaml.replacingOccurrences(of: "SOCKET", with: sandbox.socket)
        .replacingOccurrences(of: "GROUP", with: RunningService.group))
    let ended = try sandbox.run("chaka-engine", "serve", "--config", configuration)
    let last = ended.errors.split(separator: "\n").last.map(String.init) ?? ""
    #expect(ended.status == 3, "\(ended.errors)")
    let error = try #require(
      (JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])?["error"] as? [String: Any])
    #expect(error["code"] as? String == code)
    let facts = try #require(error["facts"] as? [String: Any])
    #expect(facts["file"] as? String == configuration && facts["line"] as? Int == line, "\(facts)")
    let message = try #require(error["message"] as? String)
    #expect(message.hasPrefix("\(configuration):\(line): ") && message.contains(words), "\(message)")
  }

  @Test("refuses a port that somebody else has, by its setting")
  func taken() throws {
    try initialise(isSandbox: true)
    let service = try RunningService(sandbox)
    let configuration = try sandbox.file("taken.yaml", "service:\n  watch:\n    port: \(service.port)\n")
    let ended = try sandbox.run("chaka-engine", "serve", "--config", configuration)
    #expect(ended.status == 3 && ended.errors.contains("address_in_use"), "\(ended.errors)")
    #expect(ended.errors.contains("\(configuration):3: service.watch.port"))
  }

  @Test("waits with people, banks and engine for a decision about its database, and goes on without a new start")
  func untrusted() throws {
    try initialise(isSandbox: true)
    let other = try changedRegistry()
    let service = try RunningService(sandbox, environment: ["CHAKA_REGISTRY": other], isReady: false)
    #expect(service.get("/health/live")?.status == 200)
    let waiting = try #require(service.get("/health/ready"))
    #expect(waiting.status == 503 && waiting.body.contains(#""code":"registry_changed""#), "\(waiting)")
    #expect(service.get("/metrics")?.body.contains("\nchaka_ready 0\n") == true)
    #expect(service.log.contains("registry_changed") && !service.log.contains("served from now on"))
    let decided = try sandbox.run(
      "chaka-admin", ["-c", "registry update"], environment: ["CHAKA_REGISTRY": other])
    #expect(decided.status == 0, "\(decided.errors)")
    for _ in 0..<500 where service.get("/health/ready")?.status != 200 { usleep(10_000) }
    #expect(service.get("/health/ready")?.status == 200)
    for _ in 0..<200 where !service.log.contains("served from now on") { usleep(10_000) }
    #expect(service.log.contains("served from now on"), "\(service.log)")
  }

  /// A registry that is another than the one beside the programs.
  private func changedRegistry() throws -> String {
    let own = ProgramSandbox.programs.appendingPathComponent("chaka_Registry.resources").path
    let copy = sandbox.folder + "/registry"
    try FileManager.default.copyItem(atPath: own, toPath: copy)
    let file = copy + "/Data/banks.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let other = text.replacingOccurrences(of: "en: Industrial and Commercial Bank of China }", with: "en: ICBC }")
    try #require(other != text)
    try other.write(toFile: file, atomically: false, encoding: .utf8)
    return copy
  }

  @Test("says nothing of a person in its log, whatever it says of the query", arguments: ["text", "json"])
  func privacy(format: String) throws {
    let now = "2023-03-01T09:00"
    try sandbox.run("chaka-admin", "init", "--sandbox", now: now)
    let person = TestPerson(sandbox, number: 1)
    let banks = try RunningBanks(
      sandbox,
      book: """
        cardholders:
          - name: \(person.name)
            idNumber: "\(person.idNumber)"
            phone: "\(person.phone)"
            cards: [{ bank: abc, kind: debit, number: "6228480000000000018" }]
        behaviour: { cmb: { fail: unavailable } }
        """)
    let begun = try sandbox.admin(
      "endpoint all \(banks.url)", "open channel app", "open region 云南", "connect bank abc cmb", "commit", now: now)
    try #require(begun.status == 0, "\(begun.errors)")
    let service = try RunningService(
      sandbox, ["--now", now], settings: "log: {format: \(format), level: debug}\n")
    try person.register(region: "云南", now: now)
    let query = try #require(person.apply(["--all-banks"], now: now).value("query") as? String)
    for _ in 0..<1_000 where !service.log.contains("abc") || !service.log.contains("cmb") { usleep(10_000) }
    #expect(try person.chaka("cancel", now: now).status == 0)
    let again = try person.chaka("apply", "--bank", "icbc", "--agree", now: now)
    #expect(again.status == 1)
    service.end(SIGTERM)
    let log = service.log
    for said in ["abc", "cmb", "enquiry", "bank_unavailable"] { #expect(log.contains(said), "\(said) in \(log)") }
    let secrets = [
      person.name, person.idNumber, person.phone, "6228480000000000018", "0018", "749205",
      String(person.idNumber.prefix(14)), "\\u", Data(person.name.utf8).base64EncodedString(),
    ]
    for secret in secrets { #expect(!log.contains(secret), "\(secret) in \(log)") }
    #expect(!query.isEmpty)
    withExtendedLifetime(banks) {}
  }

  @Test("tells systemd when it is ready and when it stops")
  func notify() throws {
    try initialise()
    let path = sandbox.folder + "/notify"
    let listener = try Datagrams(at: path)
    let service = try RunningService(sandbox, environment: ["NOTIFY_SOCKET": path])
    #expect(listener.next() == "READY=1")
    service.end(SIGTERM)
    #expect(listener.next() == "STOPPING=1")
  }
}

/// A socket that takes datagrams.
private final class Datagrams {
  private let descriptor: Int32

  init(at path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func next() -> String? {
    var buffer = [UInt8](repeating: 0, count: 1_024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
