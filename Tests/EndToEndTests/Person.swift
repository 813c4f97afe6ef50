import Domain
import Foundation
import TestFixtures
import Testing

/// An invented person, by a number.
struct MadeUp: Sendable {
  let number: Int

  var name: String { "李" + (UnicodeScalar(0x4e00 + number * 7).map { String($0) } ?? "一") }
  var phone: String { "139" + String(10_000_000 + number) }

  var idNumber: String {
    IdentityNumber.completing("44010619850314" + String(1_000 + number).suffix(3))
  }
}

/// A made-up person with a session of their own in a sandbox.
struct TestPerson: Sendable {
  let sandbox: ProgramSandbox
  let session: String
  private let madeUp: MadeUp

  var name: String { madeUp.name }
  var idNumber: String { madeUp.idNumber }
  var phone: String { madeUp.phone }

  init(_ sandbox: ProgramSandbox, number: Int) {
    self.sandbox = sandbox
    madeUp = MadeUp(number: number)
    session = sandbox.folder + "/session-\(number)"
  }

  func chaka(_ arguments: String..., now: String) throws -> ProgramSandbox.Ended {
    try sandbox.run("chaka", arguments + ["--session", session], now: now)
  }

  /// Registers with code and payment password.
  func register(region: String, now: String) throws {
    let first = try chaka(
      "register", "--name", name, "--id-number", idNumber, "--phone", phone, "--region", region, now: now)
    #expect(first.code == "code_required")
    let second = try chaka(
      "register", "--name", name, "--id-number", idNumber, "--phone", phone, "--region", region,
      "--code", sandbox.code(phone, now: now), "--password-file", sandbox.file("password", "749205\n"), now: now)
    try #require(second.status == 0, "\(second.errors)")
  }

  /// Applies with the SMS code; gives the result of the second call.
  func apply(_ choice: [String], wait: Int? = nil, now: String) throws -> ProgramSandbox.Ended {
    let arguments = ["apply", "--agree"] + choice
    let first = try sandbox.run("chaka", arguments + ["--session", session], now: now)
    guard first.code == "code_required" else { return first }
    let waiting = wait.map { ["--wait", "\($0)"] } ?? []
    return try sandbox.run(
      "chaka", arguments + waiting + ["--code", sandbox.code(phone, now: now), "--session", session], now: now)
  }

  func report(password: String = "749205", now: String) throws -> ProgramSandbox.Ended {
    try chaka("report", "--password-file", sandbox.file("report-password", password + "\n"), now: now)
  }
}
