import Foundation
import Testing

/// `chaka-admin doctor` on a real machine.
@Suite("The doctor")
struct DoctorTests {
  private let sandbox: ProgramSandbox

  init() throws {
    sandbox = try ProgramSandbox()
    try #require(chmod(sandbox.folder, 0o755) == 0)
    try sandbox.run("chaka-admin", "init")
  }

  private func states(_ ended: ProgramSandbox.Ended) throws -> [String: String] {
    let findings = try #require(try ended.value() as? [[String: Any]])
    let pairs = findings.compactMap { finding in
      (finding["check"] as? String).flatMap { check in (finding["state"] as? String).map { (check, $0) } }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test("finds nothing broken in a database that was just made, but for the socket that no service has made")
  func sound() throws {
    let states = try states(sandbox.run("chaka-admin", "doctor"))
    for check in ["files.database", "files.secrets", "files.keys", "disk.database", "versions.chaka-engine"] {
      #expect(states[check] == "ok", "\(check)")
    }
    #expect(states["files.configuration"] == "warning" && states["socket.folder"] != nil)
  }

  @Test("ends with status 1 where something is broken, says what to do, and changes nothing")
  func broken() throws {
    let secret = sandbox.secrets + "/server.secret"
    try #require(chmod(secret, 0o644) == 0)
    let ended = try sandbox.run("chaka-admin", "doctor")
    #expect(try ended.status == 1 && states(ended)["files.secrets"] == "broken")
    #expect(ended.output.contains("chmod go-rwx \(secret)"))
    var status = stat()
    #expect(stat(secret, &status) == 0 && status.st_mode & 0o777 == 0o644)
  }

  @Test("names file and line of a configuration that is wrong")
  func configuration() throws {
    let file = try sandbox.file("config.yaml", "limits:\n  nonsense: 1\n")
    let ended = try sandbox.run("chaka-admin", "doctor", "--config", file)
    #expect(try ended.status == 1 && states(ended)["files.configuration"] == "broken")
    #expect(ended.output.contains("config.yaml:2"))
  }

  @Test("asks for no socket of a sandbox")
  func withoutSocket() throws {
    let other = try ProgramSandbox()
    try #require(chmod(other.folder, 0o755) == 0)
    try other.run("chaka-admin", "init", "--sandbox")
    let ended = try other.run("chaka-admin", "doctor")
    #expect(try ended.status == 0 && states(ended)["socket.folder"] == nil, "\(ended.output)")
  }
}
