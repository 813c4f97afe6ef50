import Testing

/// The reports of every program about settings of outside services, before any request.
@Suite("A setting of a service outside")
struct ServiceSettingTests {
  @Test(
    "that would show people's data, or not show who asks, is refused by every program that asks",
    arguments: [
      ("identity: {url: 'http://127.0.0.1:9/'}", false, "config_invalid"),
      ("face: {url: 'https://127.0.0.1:9/'}", false, "config_incomplete"),
      ("sms: {url: 'https://127.0.0.1:9/', tokenFile: /nowhere/token}", false, "config_incomplete"),
      (
        "identity: {url: 'http://127.0.0.1:9/', tls: {certificate: a, privateKey: b, roots: c}}", true, "config_invalid"
      ),
    ], [["chaka", "history"], ["chaka-engine", "drain"], ["chaka-engine", "run"]])
  func refused(setting: (yaml: String, isSandbox: Bool, code: String), program: [String]) throws {
    let sandbox = try ProgramSandbox()
    _ = try sandbox.run("chaka-admin", ["init"] + (setting.isSandbox ? ["--sandbox"] : []))
    let configuration = try sandbox.file("config.yaml", setting.yaml + "\n")
    let ended = try sandbox.run(program[0], Array(program.dropFirst()) + ["--config", configuration])
    #expect(ended.status == 3 && ended.code == setting.code, "\(ended.status) \(ended.errors)")
  }

  @Test("Callbacks of a real database without TLS are refused, not ended with a crash")
  func callbacks() throws {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init")
    let configuration = try sandbox.file("config.yaml", "engine: {callbackPort: 9}\n")
    let ended = try sandbox.run("chaka-engine", "run", "--config", configuration)
    #expect(ended.status == 3 && ended.code == "config_incomplete", "\(ended.status) \(ended.errors)")
  }
}
