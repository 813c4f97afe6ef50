import Foundation
import Testing

/// The real reference bank, running for the life of this object.
final class RunningBanks: Sendable {
  let url: String
  private let pid: pid_t

  init(_ sandbox: ProgramSandbox, book: String, _ more: String...) throws {
    let name = "bank-" + UUID().uuidString
    let process = try sandbox.process(
      "chaka-bank", ["serve", "--port", "0", "--book", sandbox.file(name + ".yaml", book)] + more, name: name)
    try process.run()
    pid = process.processIdentifier
    for _ in 0..<400 where !(sandbox.text(name + ".out") + sandbox.text(name + ".err")).contains("listening on") {
      usleep(10_000)
    }
    let said = sandbox.text(name + ".out") + sandbox.text(name + ".err")
    url = try #require(
      said.split(separator: "\n").first { $0.contains("listening on") }?.split(separator: " ").last.map(String.init))
  }

  deinit { kill(pid, SIGKILL) }
}
