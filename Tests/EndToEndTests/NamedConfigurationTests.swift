import Foundation
import Testing

@Suite struct NamedConfigurationTests {
  @Test func `the console refuses a named configuration that cannot be read`() throws {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox")
    let broken = try sandbox.file("broken.yaml", "limits: {codeAttempts: many}\n")
    let ended = try sandbox.run("chaka-admin", "--config", broken, "-c", "show gate")
    #expect(ended.status == 3 && ended.code == "config_invalid", "\(ended.errors)")
  }

  @Test(arguments: [
    ["chaka-admin", "-c", "show gate"], ["chaka-engine", "drain"], ["chaka", "history"],
  ])
  func `a configuration that others can change is refused by every program`(arguments: [String]) throws {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox")
    let open = try sandbox.file("open.yaml", "limits: {codeAttempts: 4}\n")
    chmod(open, 0o646)
    let ended = try sandbox.run(arguments[0], Array(arguments.dropFirst()) + ["--config", open])
    #expect(ended.status == 3 && ended.code == "file_rights_wide", "\(ended.errors)")
  }

  @Test func `the usual configuration may be broken when the service has to be paused`() throws {
    let sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox")
    try FileManager.default.createDirectory(
      atPath: sandbox.folder + "/.config/chaka", withIntermediateDirectories: true)
    _ = try sandbox.file(".config/chaka/config.yaml", "limits: {codeAttempts: many}\n")
    #expect(try sandbox.admin("pause service reason x", "commit").status == 0)
  }
}
